// SPDX-License-Identifier: MIT
//
// Opening one face for HarfBuzz and cairo.
#ifndef HAIBAO_TEXT_FACE_H
#define HAIBAO_TEXT_FACE_H

#include "text/font.h"

// FreeType, shared by the faces and started for the first that cairo draws. cairo may keep a face
// after the fonts are closed, so each face holds a reference.
struct freetype;
struct freetype *freetype_new(void);
void freetype_drop(struct freetype *freetype);

// Map face->path and fill in what the face is for HarfBuzz. False, with nothing to undo, where the
// file is no font.
bool face_open(struct face *face, struct freetype *freetype);
void face_close(struct face *face);

// The face for cairo, opened when it is first asked for: most posters have no glyph that cairo
// draws, and FreeType reads much of a file to open it. Any thread may ask. Borrowed; NULL where
// FreeType or cairo refuse it.
cairo_font_face_t *face_for_cairo(const struct face *face);

// The box of a glyph's ink in em, y down. To measure a glyph is to read its whole outline: what is
// measured once is known as long as the fonts are open.
struct ink {
    double left, top, right, bottom;
};
struct ink face_ink(const struct face *face, uint32_t glyph);

// The picture of a glyph of a colour face, as large as the face has it. Borrowed; NULL where it has
// none that can be read.
cairo_surface_t *face_picture(const struct face *face, uint32_t glyph);

#endif
