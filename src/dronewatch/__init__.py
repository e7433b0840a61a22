"""dronewatch: who buys what, how many, for how much, from whom, in French press articles."""

__version__ = "0.1.0"
