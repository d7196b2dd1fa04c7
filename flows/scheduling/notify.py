"""Whom Prefect tells of failures, recoveries and new conflicts: blocks that say where to, automations that say when.

Addresses are secrets.  They come from blocks that somebody saved on the server, or from the environment, from where
they go into a block and nowhere else:

CHANCERY_WEBHOOK   address that gets a POST with {"subject": ..., "body": ...}
CHANCERY_MAIL      Apprise address of mail, such as mailtos://user:password@smtp.example.org?to=editor@example.org
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml
from prefect import get_client
from prefect.automations import Automation
from prefect.blocks.core import Block
from prefect.blocks.notifications import CustomWebhookNotificationBlock
from prefect.events.actions import SendNotification
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification
from prefect.types import SecretDict
from pydantic import SecretStr

from flows.scheduling.blocks import Mail
from flows.settings import UsageError

AUTOMATIONS = Path(__file__).with_name("automations.yaml")
NAME = "chancery"


def set_up(blocks: list[str]) -> list[str]:
    """Make the automations of automations.yaml send to `blocks` (`type/name`) and to those that the environment asks for.

    Automations that are there are replaced, and removed when there is nobody to tell; returns the blocks.
    """
    targets = {slug: _document(slug) for slug in blocks} | _from_environment()
    with get_client(sync_client=True) as client:
        for entry in yaml.safe_load(AUTOMATIONS.read_text(encoding="utf-8")):
            for old in client.read_automations_by_name(entry["name"]):
                client.delete_automation(old.id)
            if targets:
                _automation(entry, list(targets.values())).create()
    return sorted(targets)


def _automation(entry: dict[str, Any], targets: list[Any]) -> Automation:
    return Automation(
        name=entry["name"],
        description=entry["description"],
        trigger=EventTrigger(
            expect=set(entry["expect"]),
            match=ResourceSpecification(entry.get("match") or {}),
            match_related=ResourceSpecification(entry.get("match_related") or {}),
            posture=Posture.Reactive,
            threshold=1,
        ),
        actions=[SendNotification(block_document_id=target, subject=entry["subject"], body=entry["body"]) for target in targets],
    )


def _from_environment() -> dict[str, Any]:
    """The blocks that CHANCERY_WEBHOOK and CHANCERY_MAIL ask for, saved."""
    found: dict[str, Any] = {}
    webhook, mail = os.environ.get("CHANCERY_WEBHOOK", "").strip(), os.environ.get("CHANCERY_MAIL", "").strip()
    if webhook:
        # the address may hold a token, so it stands in the part of the block that is kept secret
        said = {"subject": "{{subject}}", "body": "{{body}}"}
        secrets = SecretDict({"address": webhook})
        hook = CustomWebhookNotificationBlock(name=NAME, url="{{address}}", json_data=said, secrets=secrets, headers=None, cookies=None)
        found[f"custom-webhook/{NAME}"] = hook.save(NAME, overwrite=True)
    if mail:
        found[f"chancery-mail/{NAME}"] = Mail(url=SecretStr(mail)).save(NAME, overwrite=True)
    return found


def _document(slug: str) -> Any:
    try:
        block: Any = Block.load(slug)
    except ValueError:
        raise UsageError(f"--notify {slug}: the server has no such block; `prefect block ls` lists those it has, as type/name") from None
    return block._block_document_id
