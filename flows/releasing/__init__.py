"""Releases: what somebody can cite, download, verify and query years later.

`making` puts a release together from a built dataset, `gates` say whether it may leave, `differences` and `causes` say what has
changed and why, `store` publishes it to a folder or an object store, `fetch` gets it back, `remote` queries it where it lies.
"""
