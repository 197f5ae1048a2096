"""Alerting: entries that are new, or change their status or range, told to others.

``Outbox`` notices changes and holds what is to be told; ``deliver`` tells the channels, each event
at least once and in order: ``JsonLines``, ``AtomFeed``, ``Mail``, and ``webhook.Webhook``, which
needs the extra ``fetch``.
"""

from counterclaim.alerting.atom import AtomFeed
from counterclaim.alerting.changes import Change
from counterclaim.alerting.channels import Channel, DeliveryError
from counterclaim.alerting.delivering import Delivery, deliver
from counterclaim.alerting.events import Event
from counterclaim.alerting.lines import JsonLines
from counterclaim.alerting.mail import Mail, Server
from counterclaim.alerting.outbox import Outbox

__all__ = [
    "AtomFeed",
    "Change",
    "Channel",
    "Delivery",
    "DeliveryError",
    "Event",
    "JsonLines",
    "Mail",
    "Outbox",
    "Server",
    "deliver",
]
