# mypy: allow-subclassing-any
"""The network in plain torch: a small BERT that sees a document window by window, and late layers
that read each claim against the whole document.

``Reader.look`` sees a window: which piece announces what. ``Reader.tag`` finds, around a trigger,
the counts and groups that are claims of their own. ``Reader.read`` reads claims: for each, the
pieces around its trigger pass through the late layers with trigger and anchor marked, and see the
rest of the document as ``look`` left it. So a claim costs a tenth of a window.
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
    SIGNALS,
    TAGS,
)
from counterclaim.extracting.marking import BUCKETS, STRIDES

WIDTH: Final = 384
HEADS: Final = 12
LAYERS: Final = 6
#: The late layers take up where the trunk has passed so many of its layers.
LATE: Final = 4
#: Widths of the comparisons between what a claim asks and how a piece answers.
MEET: Final = 128
TAG_MEET: Final = 64
CLOSED: Final = -1e4


def heads(x: Tensor) -> Tensor:
    """States [rows, size, width] by heads: [rows, heads, size, width of a head]."""
    return x.unflatten(-1, (HEADS, WIDTH // HEADS)).transpose(1, 2)


class Layer(nn.Module):
    """One transformer layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.value, self.out = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm, self.norm_out = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x`` [rows, size, width] after the layer; ``mask`` is added to how much states see of
        each other."""
        query, key, value = heads(self.query(x)), heads(self.key(x)), heads(self.value(x))
        with torch.autocast("cpu", enabled=False):  # faster in full precision on a CPU
            seen = functional.scaled_dot_product_attention(
                query.float(), key.float(), value.float(), attn_mask=mask
            )
        return self._after(x, seen)

    def beside(self, x: Tensor, far: Tensor, far_open: Tensor, inside: Tensor) -> Tensor:
        """The same where states see their own row as far as it is ``inside`` [rows, size]; the
        first of each row sees, too, of the states ``far`` [pieces, width] shared by all rows those
        open to it [rows, pieces]. The others learn of these from the first, a layer later.

        Scores of far and near states are never joined in one tensor: copying would take the time.
        """
        query = heads(self.query(x)).transpose(0, 1) * (WIDTH // HEADS) ** -0.5
        key, value = heads(self.key(x)).transpose(0, 1), heads(self.value(x)).transpose(0, 1)
        far_key, far_value = heads(self.key(far)[None])[0], heads(self.value(far)[None])[0]
        own = torch.matmul(query, key.transpose(2, 3)).float().clamp(max=60).exp() * inside[:, None]
        away = torch.matmul(query[:, :, 0], far_key.transpose(1, 2))
        away = away.float().clamp(max=60).exp() * far_open
        seen, total = torch.matmul(own, value), own.sum(-1, keepdim=True)
        first = seen[:, :, :1] + torch.matmul(away, far_value)[:, :, None]
        first = first / (total[:, :, :1] + away.sum(-1)[:, :, None, None])
        seen = torch.cat([first, seen[:, :, 1:] / total[:, :, 1:]], 2)
        return self._after(x, seen.transpose(0, 1))

    def _after(self, x: Tensor, seen: Tensor) -> Tensor:
        """The rest of the layer: ``seen`` [rows, heads, size, width] is what each state saw."""
        x = self.norm(x + self.drop(self.out(seen.transpose(1, 2).flatten(2))))
        y: Tensor = self.norm_out(x + self.drop(self.down(functional.gelu(self.up(x)))))
        return y


class Nearness(nn.Module):
    """What it adds to a comparison that a piece stands so far from a claim, in pieces and in
    sentences."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.pieces, self.sentences = nn.Embedding(BUCKETS, width), nn.Embedding(STRIDES, width)
        nn.init.zeros_(self.pieces.weight)
        nn.init.zeros_(self.sentences.weight)

    def forward(self, near: Tensor, apart: Tensor) -> Tensor:
        """[claims, width, pieces] for distances [claims, pieces]."""
        both: Tensor = self.pieces(near) + self.sentences(apart)
        return both.transpose(1, 2)


class Reader(nn.Module):
    """Trunk, trigger and anchor heads and claim reader in one."""

    def __init__(self, vocabulary: int = 30522, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.signal = nn.Linear(WIDTH, len(SIGNALS))
        nn.init.constant_(self.signal.bias, -4.0)
        self.kinds = nn.Embedding(len(SIGNALS), WIDTH)
        self.tag_asked = nn.Linear(WIDTH, len(TAGS) * TAG_MEET)
        self.tag_answers = nn.Linear(WIDTH, TAG_MEET)
        self.tag_alone = nn.Linear(WIDTH, len(TAGS))
        self.tag_near = Nearness(len(TAGS))
        self.late = nn.ModuleList(Layer(dropout) for _ in range(LAYERS - LATE))
        self.marks = nn.Embedding(2, WIDTH)
        self.anchors = nn.Embedding(len(ANCHORS), WIDTH)
        for embedding in (self.kinds, self.marks, self.anchors):
            nn.init.normal_(embedding.weight, std=0.1)
        self.question = nn.Sequential(nn.Linear(3 * WIDTH, WIDTH), nn.GELU(), nn.Dropout(dropout))
        self.asked = nn.Linear(WIDTH, 2 * len(POINTERS) * MEET)
        self.begun = nn.Linear(WIDTH, MEET)
        self.answers = nn.Linear(WIDTH, 2 * MEET)
        self.near_answers = nn.Linear(WIDTH, 2 * MEET)
        self.silence = nn.Linear(WIDTH, len(POINTERS))
        self.near = Nearness(2 * len(POINTERS))
        self.object_class = nn.Linear(2 * WIDTH, len(OBJECT_CLASSES))
        self.polarity = nn.Linear(WIDTH, len(POLARITIES))

    def embedded(self, ids: Tensor) -> Tensor:
        """The pieces ``ids`` [windows, pieces] as the first layer takes them."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places) + self.segment
        first: Tensor = self.drop(self.norm(x))
        return first

    def look(self, ids: Tensor, mask: Tensor | None = None) -> tuple[Tensor, ...]:
        """What the pieces ``ids`` [windows, pieces] announce, and their states before the late
        layers, between them and at the top."""
        states = [self.embedded(ids)]
        for layer in self.layers:
            states.append(layer(states[-1], mask))
        return self.signal(self.drop(states[-1])), *states[LATE:]

    def tag(
        self, top: Tensor, trigger: Tensor, kind: Tensor, near: Tensor, apart: Tensor
    ) -> Tensor:
        """Tags [triggers, pieces, tags] of a document's pieces as seen from each trigger.

        ``top`` [pieces, width] are its states, ``trigger`` [triggers, pieces] gives each piece's
        share in a trigger, ``kind`` its signal; ``near`` and ``apart`` the distances.
        """
        asked = self.tag_asked(self.drop(trigger @ top) + self.kinds(kind))
        asked = asked.unflatten(-1, (len(TAGS), TAG_MEET))
        answers = self.tag_answers(self.drop(top))
        meet = torch.einsum("ctm,pm->cpt", asked, answers) * TAG_MEET**-0.5
        tags: Tensor = meet + self.tag_alone(top) + self.tag_near(near, apart).transpose(1, 2)
        return tags

    def read(
        self,
        states: tuple[Tensor, ...],
        local: Tensor,
        inside: Tensor,
        trigger: Tensor,
        anchor: Tensor,
        kind: Tensor,
        anchor_kind: Tensor,
        far_open: Tensor,
        near: Tensor,
        apart: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Claims of one document. ``states`` [pieces, width] are those that ``look`` gave;
        ``local`` [claims, size] are the pieces read again, ``inside`` which of them are real;
        ``trigger`` and ``anchor`` mark them; ``far_open`` [claims, pieces] are all others; ``near``
        and ``apart`` their distances.

        Gives start and end scores [claims, roles, 1 + pieces], the first of which says "nothing",
        ends with regard to where values begin; object class and polarity scores.
        """
        lead, x = self.again(states, local, inside, trigger, anchor, kind, anchor_kind, far_open)
        claim = self.question(torch.cat([lead, _mean(x, trigger), _mean(x, anchor)], -1))
        answers = self.answers(self.drop(states[-1])).unflatten(-1, (2, MEET))
        again = self.near_answers(self.drop(x)).unflatten(-1, (2, MEET))
        start, end = self.asked(claim).unflatten(-1, (2, len(POINTERS), MEET)).unbind(1)
        nothing = self.silence(claim)[..., None]
        near_start, near_end = self.near(near, apart).chunk(2, 1)

        def scores(asked: Tensor, edge: int, nearness: Tensor) -> Tensor:
            """How well each piece answers: those read again by their new states."""
            far = torch.einsum("crm,pm->crp", asked, answers[:, edge]) * far_open[:, None]
            own = torch.einsum("crm,csm->crs", asked, again[:, :, edge]) * inside[:, None]
            where = local[:, None].expand(-1, own.shape[1], -1)
            meet = far.scatter_add(2, where, own.to(far.dtype)) * MEET**-0.5
            return torch.cat([nothing, meet + nearness], -1)

        starts = scores(start, 0, near_start)
        thing = starts.softmax(-1)[..., 1:] @ states[-1]
        ends = scores(end + self.begun(thing), 1, near_end)
        classes = self.object_class(torch.cat([claim, thing[:, 0]], -1))
        return starts, ends, classes, self.polarity(claim)

    def again(
        self,
        states: tuple[Tensor, ...],
        local: Tensor,
        inside: Tensor,
        trigger: Tensor,
        anchor: Tensor,
        kind: Tensor,
        anchor_kind: Tensor,
        far_open: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """The late states of each claim as a whole, and of the pieces read again for it."""
        kinds, anchors = self.kinds(kind), self.anchors(anchor_kind)
        x = states[0][local]
        lead = _mean(x, trigger) + kinds + anchors + self.marks.weight[1]
        x = x + trigger[..., None] * (self.marks.weight[0] + kinds[:, None])
        x = torch.cat([lead[:, None], x + anchor[..., None] * anchors[:, None]], 1)
        inside = torch.cat([torch.ones_like(inside[:, :1]), inside], 1)
        for layer, far in zip(self.late, states[:-1], strict=True):
            x = layer.beside(x, far, far_open, inside)
        return x[:, 0], x[:, 1:]


def _mean(x: Tensor, marks: Tensor) -> Tensor:
    return (x * marks[..., None]).sum(1) / marks.sum(1, keepdim=True).clamp(min=1.0)
