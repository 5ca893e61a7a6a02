"""The process that Piper runs in: ``python -m stretchtui.cues.engines.piper_process MODEL RATE``.

It takes lines of text on its standard input, and answers each with ``ok SAMPLES_A_SECOND BYTES``
and so many bytes of 16-bit samples, or with one line that says why there are none. It ends when
its input does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO


def synthesizer(model: str, rate: int) -> Callable[[str], tuple[int, bytes]]:
    """What makes a sound of a text: samples a second, and the samples.

    Args:
        model: The voice's file.
        rate: How fast it speaks, in percent.
    """
    from piper import PiperVoice, SynthesisConfig

    voice = PiperVoice.load(model)
    scale = voice.config.length_scale * 100 / rate
    config = SynthesisConfig(length_scale=scale)

    def synthesize(text: str) -> tuple[int, bytes]:
        chunks = voice.synthesize(text, config)
        return voice.config.sample_rate, b"".join(each.audio_int16_bytes for each in chunks)

    return synthesize


def serve(lines: Iterable[bytes], answers: BinaryIO, model: str, rate: int) -> None:
    """Answer lines of text until there are no more.

    Args:
        lines: The lines.
        answers: Where the answers go.
        model: The voice's file.
        rate: How fast it speaks, in percent.
    """
    synthesize: Callable[[str], tuple[int, bytes]] | None = None
    for line in lines:
        try:
            synthesize = synthesize or synthesizer(model, rate)
            samples_a_second, samples = synthesize(line.decode("utf-8", "replace").strip())
        except Exception as error:  # whatever a library finds
            reason = " ".join(f"Piper failed: {type(error).__name__} {error}".split())
            answers.write(f"{reason[:150]}\n".encode("utf-8", "replace"))
        else:
            answers.write(b"ok %d %d\n" % (samples_a_second, len(samples)))
            answers.write(samples)
        answers.flush()


def main(arguments: Sequence[str]) -> int:
    """Serve until the input ends.

    Args:
        arguments: The voice's file, and the rate.
    """
    model, rate = arguments
    # What libraries print must not come between the samples.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers, model, int(rate))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
