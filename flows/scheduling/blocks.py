"""Kinds of Prefect blocks that notifications go to, besides those that Prefect brings along."""

from __future__ import annotations

from prefect.blocks.notifications import AppriseNotificationBlock


class Mail(AppriseNotificationBlock):
    """Sends mail by SMTP.

    `url` is a secret and has the form that Apprise gives it:
    `mailtos://user:password@smtp.example.org?from=chancery@example.org&to=editor@example.org`.
    """

    _block_type_name = "Chancery Mail"
    _block_type_slug = "chancery-mail"
