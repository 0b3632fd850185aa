"""How many digits a currency's minor unit has (ISO 4217); two where it isn't one of those with another number."""

_NONE = {
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
    "XPF",
}  # fmt: skip
_THREE = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}


def digits(currency: str) -> int:
    """The digits behind the point."""
    return 0 if currency in _NONE else 3 if currency in _THREE else 2
