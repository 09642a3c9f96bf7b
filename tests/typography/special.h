// SPDX-License-Identifier: MIT
//
// Proofs of what is no paragraph: figures in words, and text in a PDF.
#ifndef HAIBAO_TESTS_TYPOGRAPHY_SPECIAL_H
#define HAIBAO_TESTS_TYPOGRAPHY_SPECIAL_H

#include <jansson.h>

// The proof of a case whose mode is "format" or "pdf"; NULL for other modes.
//
//     format  {"format": scaled to 万 or 亿, "format_cap": in capitals, "money": the same in 元}
//     pdf     {"pdf_text": as pdftotext reads it, "emoji_px": pixels to a unit of its picture}
json_t *special_proof(const json_t *json, const char *text);

#endif
