// SPDX-License-Identifier: MIT
//
// Fonts: the faces of our own folder and no others, found through an in-memory fontconfig.
//
// A style names a role ("sans", "figure"); fonts.json says which families a role has for Chinese
// characters and for Latin letters and digits, and which Debian package brings each family. The
// machine's fonts never change a poster: a family that is missing is an error that names the
// package.
//
// Where a role can stand, families may, too: "LXGW WenKai", or several parted by commas or plus
// signs ("Bebas Neue + Noto Sans CJK SC"). The first of them sets Latin, the first with Chinese
// characters sets Chinese; one that is missing is passed over with a warning while there is
// another.
#ifndef HAIBAO_TEXT_FONT_H
#define HAIBAO_TEXT_FONT_H

#include <cairo.h>
#include <glib.h>
#include <hb.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/report.h"
#include "style/theme.h"

// One face of one file. Owned by the fonts, lives as long as they do.
struct face {
    const char *family;
    const char *style; // "Bold"
    int weight;        // 100..900
    const char *path;  // of the font file
    int index;         // of the face in the file
    unsigned units_per_em;
    hb_face_t *hb_face;
    hb_font_t *hb_font;           // scaled to units_per_em
    struct drawing_face *drawing; // see face_for_cairo()
    bool is_han;                  // serves Chinese characters in its role
    bool is_colour;               // its glyphs are pictures: emoji
    GHashTable *pictures;         // of a colour face: glyph -> cairo_surface_t
    GHashTable *inks;             // of glyphs that were asked for: glyph -> struct ink
};

struct fonts;

// Open the folder that holds fonts.json and the font files ($HAIBAO_FONTS, else
// share/haibao/fonts). NULL after reporting ("font.none", "font.file"): exit code 69.
struct fonts *fonts_open(struct report *report);
void fonts_close(struct fonts *fonts);

// Report to another report from now on, names that are no fonts anew: for the next of many posters.
void fonts_set_report(struct fonts *fonts, struct report *report);

// Look into the files that a theme brings, too, after the fonts of the folder: for one poster,
// until the next call. Their families can stand where a role can. False after reporting
// ("theme.font") one that is no font.
bool fonts_use_theme(struct fonts *fonts, const hai_theme *theme);

// The font files of the folder, one each call from index 0; NULL after the last.
const char *fonts_file(const struct fonts *fonts, int index);

enum script_class { SCRIPT_HAN, SCRIPT_LATIN };

// The face for a role (or families), weight and script: the family's nearest weight. NULL after
// reporting "font.missing" once, with the package's name as hint; also, without a word, for Chinese
// where none of the families has it.
const struct face *fonts_find(struct fonts *fonts, const char *role, int weight,
                              enum script_class script);

// The language that a role (or families) asks for by name, "zh-Hant-TW" for "Noto Sans CJK TC": the
// packed faces hold the forms of all countries. NULL where it asks for none.
const char *fonts_language(struct fonts *fonts, const char *role);

// The face of the emoji, where it has the character; or NULL.
const struct face *fonts_find_emoji(struct fonts *fonts, uint32_t character);

// A face that has a character which another (or NULL) lacks: of its own family, else of any role;
// NULL if none.
const struct face *fonts_find_fallback(struct fonts *fonts, uint32_t character, int weight,
                                       const struct face *lacking);

bool fonts_has_role(const struct fonts *fonts, const char *name, size_t bytes);

// The roles of fonts.json, NULL at the end.
const char *const *fonts_roles(const struct fonts *fonts);

// What `haibao fonts` prints: each role, its families, the files they come from and the package;
// with the faces that were used marked.
void fonts_print(struct fonts *fonts, FILE *out);

#endif
