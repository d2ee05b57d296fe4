"""The window of Gouji: Qt widgets over the values of core/. core/ never imports this package."""
