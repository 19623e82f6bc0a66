"""What a return is: one TOML file each, and the model that reads them."""

from .model import Field, Layout, Rule, load_layouts

__all__ = ["Field", "Layout", "Rule", "load_layouts"]
