"""Weights that were shipped can be taken up again."""

from __future__ import annotations

from pathlib import Path

import pytest

WITHOUT = "training needs what the extra brings: pip install 'counterclaim[train]'"
torch = pytest.importorskip("torch", reason=WITHOUT)
pytest.importorskip("onnx", reason=WITHOUT)

from counterclaim.extracting.encoder import TOKENIZER  # noqa: E402
from counterclaim.training.base import pretrained  # noqa: E402
from counterclaim.training.export import export  # noqa: E402
from counterclaim.training.loop import seed_all  # noqa: E402
from counterclaim.training.network import Reader  # noqa: E402
from counterclaim.training.restored import restore  # noqa: E402
from tests.training.basemodel import base_model  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def learned(base: Path) -> Reader:
    """A reader in which no two weights are alike, as after training."""
    reader = pretrained(base)
    with torch.no_grad():
        for weight in reader.parameters():
            weight += 0.1 * torch.randn_like(weight)
    return reader


def test_every_weight_comes_back_as_near_as_8_bits_keep_it(tmp_path: Path) -> None:
    base = base_model(tmp_path)
    seed_all(3)
    shipped, again = learned(base), pretrained(base)
    export(shipped, base / TOKENIZER, tmp_path / "out", {})
    seed_all(4)
    restore(again, tmp_path / "out")
    for name, weight in shipped.state_dict().items():
        step = weight.abs().max() / 127
        assert torch.allclose(again.state_dict()[name], weight, atol=float(step) + 1e-6), name


def test_weights_of_another_network_are_refused(tmp_path: Path) -> None:
    base = base_model(tmp_path)
    reader = learned(base)
    export(reader, base / TOKENIZER, tmp_path / "out", {})
    reader.more = torch.nn.Parameter(torch.zeros(4))
    with pytest.raises(ValueError, match="another network"):
        restore(reader, tmp_path / "out")
