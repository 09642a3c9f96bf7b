// SPDX-License-Identifier: MIT
//
// Drawings to test with, and text without the paragraph engine: runs made by hand from a font file.
#ifndef HAIBAO_TEST_SAMPLE_H
#define HAIBAO_TEST_SAMPLE_H

#include <haibao/canvas.h>

#include "draw/record.h"
#include "text/paragraph.h"

struct sample_font;

// NULL, after saying so, where the file is not on this machine.
struct sample_font *sample_font_open(const char *path, int index);
void sample_font_close(struct sample_font *font);

// One line in one run, shaped by HarfBuzz; one cluster for each of its clusters.
const hai_paragraph *sample_paragraph(struct arena *arena, const struct sample_font *font,
                                      const char *text, double size);

// A little of everything but text, on a sheet of 400 x 600.
const struct record *sample_record(struct arena *arena, const struct sample_font *font);

// The first of the fonts that tests use that is here, or NULL.
struct sample_font *sample_any_font(void);

#endif
