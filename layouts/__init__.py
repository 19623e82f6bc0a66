"""What a return is: one TOML file each, and the model that reads them."""

from .model import PRIVATE, Field, Layout, Rule, load_layouts

__all__ = ["PRIVATE", "Field", "Layout", "Rule", "load_layouts"]
