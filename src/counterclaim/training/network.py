# mypy: allow-subclassing-any
"""The network in plain torch: a small BERT read once a window, and its last layers read again for
each claim.

``Reader.look`` reads a window and says, for every piece and claim type, whether a trigger stands
there. ``Reader.mark`` reads the trigger's sentence again with the trigger (and the anchor) marked;
the rest of the window is seen as ``look`` left it, so that a claim costs a tenth of a window.
"""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from counterclaim.extracting.labels import (
    ANCHORS,
    OBJECT_CLASSES,
    POINTERS,
    POLARITIES,
    TAGS,
    TYPES,
)
from counterclaim.extracting.marking import BUCKETS

WIDTH: Final = 384
HEADS: Final = 12
LAYERS: Final = 6
#: The layers from here on are read again for each claim.
AGAIN: Final = 4
#: Width of the comparison between a claim's question and a piece's answer.
MEET: Final = 64
CLOSED: Final = -1e4


class Layer(nn.Module):
    """One transformer layer; ``far`` are further states that every row may attend to."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.value, self.out = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm, self.norm_out = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.drop = nn.Dropout(dropout)

    def heads(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (HEADS, WIDTH // HEADS)).transpose(1, 2)

    def forward(self, x: Tensor, mask: Tensor, far: Tensor | None = None) -> Tensor:
        return self.after(x, self._seen(x, mask, far).flatten(2))

    def after(self, x: Tensor, seen: Tensor) -> Tensor:
        """The rest of the layer: ``seen`` is what each of the states ``x`` saw of the others."""
        x = self.norm(x + self.drop(self.out(seen)))
        y: Tensor = self.norm_out(x + self.drop(self.down(functional.gelu(self.up(x)))))
        return y

    def _seen(self, x: Tensor, mask: Tensor, far: Tensor | None) -> Tensor:
        query, key, value = self.heads(self.query(x)), self.key(x), self.value(x)
        if far is not None:
            rows = x.shape[0]
            key = torch.cat([self.key(far)[None].expand(rows, -1, -1), key], 1)
            value = torch.cat([self.value(far)[None].expand(rows, -1, -1), value], 1)
        with torch.autocast("cpu", enabled=False):  # faster in full precision on a CPU
            return functional.scaled_dot_product_attention(
                query.float(),
                self.heads(key).float(),
                self.heads(value).float(),
                attn_mask=mask.float(),
            ).transpose(1, 2)


class Reader(nn.Module):
    """Trunk, trigger head and claim reader in one."""

    def __init__(self, vocabulary: int = 30522, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.trigger = nn.Linear(WIDTH, len(TYPES))
        nn.init.constant_(self.trigger.bias, -4.0)
        self.type_marks = nn.Embedding(len(TYPES), WIDTH)
        self.trigger_mark = nn.Parameter(torch.zeros(WIDTH))
        self.anchor_marks = nn.Embedding(len(ANCHORS), WIDTH)
        for marks in (self.type_marks, self.anchor_marks):
            nn.init.normal_(marks.weight, std=0.1)
        nn.init.normal_(self.trigger_mark, std=0.1)
        self.tags = nn.Linear(WIDTH, len(TAGS))
        self.question = nn.Sequential(nn.Linear(3 * WIDTH, WIDTH), nn.GELU(), nn.Dropout(dropout))
        ends = 2 * len(POINTERS)
        self.asked = nn.Linear(WIDTH, ends * MEET)
        self.near_answers = nn.Linear(WIDTH, ends * MEET)
        self.far_answers = nn.Linear(WIDTH, ends * MEET)
        self.silence = nn.Linear(WIDTH, len(POINTERS))
        self.distance = nn.Embedding(BUCKETS, ends)
        nn.init.zeros_(self.distance.weight)
        self.object_class = nn.Linear(WIDTH, len(OBJECT_CLASSES))
        self.polarity = nn.Linear(WIDTH, len(POLARITIES))

    def embedded(self, ids: Tensor) -> Tensor:
        """The pieces ``ids`` [windows, pieces] as the first layer takes them."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places) + self.segment
        first: Tensor = self.drop(self.norm(x))
        return first

    def look(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Trigger scores of ``ids`` [windows, pieces], and the states that ``mark`` needs."""
        states = [self.embedded(ids)]
        for layer in self.layers:
            states.append(layer(states[-1], mask))
        return self.trigger(self.drop(states[-1])), states[AGAIN], states[AGAIN + 1], states[-1]

    def mark(
        self,
        low: Tensor,
        middle: Tensor,
        top: Tensor,
        local: Tensor,
        inside: Tensor,
        trigger: Tensor,
        anchor: Tensor,
        kind: Tensor,
        type_: Tensor,
        far_open: Tensor,
        near: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Reads claims of one window. ``low``, ``middle``, ``top`` [pieces, width] are its states;
        ``local`` [claims, size] are the positions read again, ``inside`` which of them are real;
        ``trigger`` and ``anchor`` mark them; ``far_open`` [claims, pieces] are the others;
        ``near`` [claims, pieces] their distance to the trigger, in buckets.

        Gives tags [claims, size, tags]; start and end scores [claims, roles, 1 + pieces + size];
        object class and polarity scores.
        """
        lead, x = self.again(low, middle, local, inside, trigger, anchor, kind, type_, far_open)
        return self.told(lead, x, self.answers(top), inside, trigger, anchor, far_open, near)

    def told(
        self,
        lead: Tensor,
        x: Tensor,
        answers: Tensor,
        inside: Tensor,
        trigger: Tensor,
        anchor: Tensor,
        far_open: Tensor,
        near: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """What ``mark`` gives, from the states that ``again`` gives and the window's answers."""
        claim = self.question(torch.cat([lead, _mean(x, trigger), _mean(x, anchor)], -1))
        starts, ends = self._point(claim, x, answers, inside, far_open, near)
        return self.tags(x), starts, ends, self.object_class(claim), self.polarity(claim)

    def answers(self, top: Tensor) -> Tensor:
        """How a window's pieces answer a claim's questions: [starts and ends, meet, pieces]."""
        answers: Tensor = self.far_answers(top).unflatten(-1, (2 * len(POINTERS), MEET))
        return answers.permute(1, 2, 0)

    def again(
        self,
        low: Tensor,
        middle: Tensor,
        local: Tensor,
        inside: Tensor,
        trigger: Tensor,
        anchor: Tensor,
        kind: Tensor,
        type_: Tensor,
        far_open: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """The states of each claim as a whole, and of the pieces read again for it."""
        rows = local.shape[0]
        types = self.type_marks(type_)
        x = low[local]
        x = x + trigger[..., None] * (self.trigger_mark + types[:, None])
        x = x + anchor[..., None] * self.anchor_marks(kind)[:, None]
        lead = low[:1].expand(rows, -1) + types + self.anchor_marks(kind)
        x = torch.cat([lead[:, None], x], 1)
        seen = torch.cat([far_open, torch.ones_like(inside[:, :1]), inside], 1)
        mask = ((1 - seen) * CLOSED)[:, None, None, :]
        for layer, far in zip(self.layers[AGAIN:], (low, middle), strict=True):
            x = layer(x, mask, far)
        return x[:, 0], x[:, 1:]

    def _point(
        self,
        claim: Tensor,
        x: Tensor,
        answers: Tensor,
        inside: Tensor,
        far_open: Tensor,
        near: Tensor,
    ) -> tuple[Tensor, Tensor]:
        roles = len(POINTERS)
        asked = self.asked(claim).unflatten(-1, (2 * roles, MEET))
        local = self.near_answers(x).unflatten(-1, (2 * roles, MEET))
        scale = MEET**-0.5
        at_far = torch.matmul(asked.transpose(0, 1), answers).transpose(0, 1) * scale
        at_far = at_far + self.distance(near).transpose(1, 2)
        at_far = at_far + (1 - far_open)[:, None] * CLOSED
        at_near = torch.matmul(local.permute(0, 2, 1, 3), asked[..., None])[..., 0] * scale
        at_near = at_near + (1 - inside)[:, None] * CLOSED
        none = self.silence(claim).repeat(1, 2)[..., None]
        scores = torch.cat([none, at_far, at_near], -1)
        return scores[:, :roles], scores[:, roles:]


def _mean(x: Tensor, marks: Tensor) -> Tensor:
    return (x * marks[..., None]).sum(1) / marks.sum(1, keepdim=True).clamp(min=1.0)
