"""What a public paper may show of people: the policy, what it hides, and what would give that away."""

from .policy import POLICIES, Policy
from .public import Disclosed, disclose

__all__ = ["POLICIES", "Disclosed", "Policy", "disclose"]
