// SPDX-License-Identifier: MIT
//
// The faces of a record cut down to the glyphs that it uses, before cairo reads them: cairo would
// take each font file's whole glyph table into memory, 16 MB for a Chinese face.
#ifndef HAIBAO_OUT_SUBSET_H
#define HAIBAO_OUT_SUBSET_H

#include "draw/items.h"
#include "draw/replay.h"

struct subset;

// Faces that were cut before, by what was left in them: cutting one again would give the same. For
// one thread; holds until the fonts are closed.
struct cut_store;
struct cut_store *cut_store_new(void);
void cut_store_free(struct cut_store *store);

// What all pages of a file use. The store may be NULL; the result never is. A face that cannot be
// cut stays whole, which is only slower. Must be freed after the surface is finished.
struct subset *subset_new(const struct record *const *records, unsigned count,
                          struct cut_store *store);
void subset_free(struct subset *subset);

// As the `glyphs` hook of a replay.
bool subset_glyphs(struct subset *subset, const struct glyph_run *run, cairo_font_face_t **face,
                   const cairo_glyph_t **glyphs);

#endif
