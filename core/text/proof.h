// SPDX-License-Identifier: MIT
//
// A proof: how a text was set, as JSON, for tests and the curious. It is made from the galley that
// a poster would draw.
//
//     {"normalised": the text with its marks as they are set,
//      "missing": characters that no face has,
//      "middle_em": the optical centre above the baseline,
//      "lines": [{
//        "text": normalised, spaces of the source included,
//        "x_em": where the line begins, "width_em": what it takes after trimming,
//        "hung_em": what its last mark takes outside of the measure; no part of width_em,
//        "clusters": [{
//          "text": normalised, "source": [from, to) in bytes of the text as given,
//          "x_em", "advance_em": its place on the line; what lies between two is their gap. A
//          full-width mark takes less than an em where its blank is squeezed or trimmed,
//          "ink_left_em", "ink_right_em": along the line; null where there is no ink,
//          "ink_top_em", "ink_bottom_em": across the line, above the baseline (in a vertical one
//          to the right of its middle),
//          "face": "Noto Sans CJK SC Bold", "script": "han" or "latin",
//          "glyphs": [identifiers in the face], "rotated": lies on its side in a vertical line
//        }],
//        "marks": [{
//          "kind": "dot", "name" and "book" (lines), "ruby" or "zhuyin",
//          "text": what it stands beside; of readings, the reading,
//          "x_em", "width_em": its place on the line, "size_em": of readings, of their own em
//        }]}]}
//
// Positions run along the line from the left (down from the top in a vertical one), in em of the
// style's size, rounded to a millionth.
#ifndef HAIBAO_TEXT_PROOF_H
#define HAIBAO_TEXT_PROOF_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "spec/markup.h"
#include "text/paragraph.h"

// A text with the marks of rich text (spec/markup.h), read; and for each of its bytes the byte that
// it came from. NULL where `fault` says why. Any word serves as a colour: a proof shows none.
const char *proof_read_markup(struct arena *arena, const char *text, const uint32_t **map,
                              struct markup_fault *fault);

// The proof of a text set to a width in layout pixels (0: lines end at newlines only). Never NULL;
// free with json_decref. `map` is what "source" says of the text's bytes; NULL: themselves.
json_t *proof_new(struct typesetter *typesetter, const char *text, const uint32_t *map,
                  const hai_text_style *style, double width);

// Print it, a cluster to a line. False where the stream fails.
bool proof_print(json_t *proof, FILE *out);

#endif
