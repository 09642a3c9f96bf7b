// SPDX-License-Identifier: MIT
//
// Glyphs get clusters so that a PDF gives back the source. One character to one glyph is what all
// readers understand; but where a gap opens between two glyphs that is no space of the source,
// readers guess a space. There the glyphs on both sides form one cluster, which cairo writes with
// its text beside it (ActualText), and nothing is left to guess. The upright characters of a column
// are one cluster for the same reason. Readers that pass over such text take the glyphs' own
// characters, which the PDF writer sees to.
#include "text/runs.h"

#include <math.h>
#include <string.h>

#include "text/face.h"
#include "text/letters.h"

// Readers take a gap from a tenth of an em on for a space.
#define READ_AS_SPACE 0.08

static const char replacement[] = "\xEF\xBF\xBD";
static const char ellipsis[] = "\xE2\x80\xA6";

struct piece {
    const char *text;
    size_t bytes;
    glong characters;
};

// How the glyphs of a run are drawn.
struct look {
    int face; // -1: none yet
    bool is_sideways;
    double stretch, scale;
    struct span_word colour;
};

// A run that is being written.
struct draft {
    struct run_writer *writer;
    struct look look;
    cairo_glyph_t *glyphs;
    uint32_t *characters; // of the glyphs
    cairo_text_cluster_t *clusters;
    GString *text;
    int glyph_count, cluster_count;
    hai_point start;
    double end; // where the last glyph's own advance ends, in em
    bool ends_in_space;
    bool ends_even; // with one character
    hai_box ink;
};

static void join_box(hai_box *box, hai_box other)
{
    if (hai_box_is_empty(other))
        return;
    if (hai_box_is_empty(*box)) {
        *box = other;
        return;
    }
    double right = fmax(hai_box_right(*box), hai_box_right(other));
    double bottom = fmax(hai_box_bottom(*box), hai_box_bottom(other));
    box->x = fmin(box->x, other.x);
    box->y = fmin(box->y, other.y);
    box->width = right - box->x;
    box->height = bottom - box->y;
}

// NULL: that of the paragraph.
static const hai_colour *find_colour(const struct run_writer *writer, const struct span_word *word)
{
    if (word->bytes == 0)
        return NULL;
    char *name = g_strndup(word->text, word->bytes);
    hai_colour colour = hai_theme_colour(writer->theme, name);
    g_free(name);
    return arena_copy(writer->arena, &colour, sizeof colour);
}

const hai_colour *runs_find_colour(const struct run_writer *writer, const struct atom *atom)
{
    return find_colour(writer, &writer->atoms->spans[atom->span].colour);
}

static void close_run(struct draft *draft)
{
    struct run_writer *writer = draft->writer;
    if (draft->cluster_count == 0)
        return;
    struct glyph_run run = {
        .face = writer->atoms->faces[draft->look.face],
        .size = writer->size * draft->look.scale,
        .colour = find_colour(writer, &draft->look.colour),
        .glyphs = arena_copy(writer->arena, draft->glyphs,
                             (size_t)draft->glyph_count * sizeof(*draft->glyphs)),
        .glyph_count = draft->glyph_count,
        .characters = arena_copy(writer->arena, draft->characters,
                                 (size_t)draft->glyph_count * sizeof(*draft->characters)),
        .text = arena_strndup(writer->arena, draft->text->str, draft->text->len),
        .text_bytes = (int)draft->text->len,
        .clusters = arena_copy(writer->arena, draft->clusters,
                               (size_t)draft->cluster_count * sizeof(*draft->clusters)),
        .cluster_count = draft->cluster_count,
        .ink = draft->ink,
        .is_vertical = writer->is_vertical,
        .is_sideways = draft->look.is_sideways,
        .stretch = draft->look.stretch,
    };
    g_array_append_val(writer->runs, run);
    g_string_truncate(draft->text, 0);
    draft->glyph_count = draft->cluster_count = 0;
    draft->ink = (hai_box){0};
}

// From along and across the line to the paper.
static hai_point find_place(const struct draft *draft, double along, double across)
{
    double size = draft->writer->size;
    if (draft->writer->is_vertical)
        return (hai_point){draft->start.x - across * size, draft->start.y + along * size};
    return (hai_point){draft->start.x + along * size, draft->start.y + across * size};
}

static hai_box find_ink(const struct draft *draft, uint32_t id, hai_point at)
{
    struct run_writer *writer = draft->writer;
    struct ink ink = face_ink(writer->atoms->faces[draft->look.face], id);
    double size = writer->size * draft->look.scale, wide = size * draft->look.stretch;
    if (draft->look.is_sideways)
        return (hai_box){at.x - ink.bottom * size, at.y + ink.left * wide,
                         (ink.bottom - ink.top) * size, (ink.right - ink.left) * wide};
    return (hai_box){at.x + ink.left * wide, at.y + ink.top * size, (ink.right - ink.left) * wide,
                     (ink.bottom - ink.top) * size};
}

static void put_glyph(struct draft *draft, uint32_t id, double along, double across,
                      uint32_t character)
{
    hai_point at = find_place(draft, along, across);
    draft->characters[draft->glyph_count] = character;
    draft->glyphs[draft->glyph_count++] = (cairo_glyph_t){.index = id, .x = at.x, .y = at.y};
    if (draft->writer->exact_ink)
        join_box(&draft->ink, find_ink(draft, id, at));
}

// Text of the source. Hints of where lines may end are no part of what a reader copies.
static bool is_hint(const char *text)
{
    return memcmp(text, "\xE2\x80\x8B", 3) == 0 || memcmp(text, "\xE2\x81\xA0", 3) == 0 ||
           memcmp(text, "\xEF\xBB\xBF", 3) == 0;
}

static size_t put_text(struct draft *draft, const char *text, size_t bytes)
{
    gsize before = draft->text->len;
    size_t start = 0;
    for (size_t i = 1; i + 3 < bytes; i++) { // only inside: letters begin and end with themselves
        if (!is_hint(text + i))
            continue;
        g_string_append_len(draft->text, text + start, (gssize)(i - start));
        start = i + 3;
        i += 2;
    }
    g_string_append_len(draft->text, text + start, (gssize)(bytes - start));
    return draft->text->len - before;
}

// Close the cluster: the glyphs since `glyphs` stand for the bytes. `joined`: together with the
// cluster before.
static void put_cluster(struct draft *draft, int glyphs, const char *text, size_t bytes,
                        bool joined)
{
    bytes = put_text(draft, text, bytes);
    if (joined) {
        draft->clusters[draft->cluster_count - 1].num_bytes += (int)bytes;
        draft->clusters[draft->cluster_count - 1].num_glyphs += glyphs;
        return;
    }
    draft->clusters[draft->cluster_count++] =
        (cairo_text_cluster_t){.num_bytes = (int)bytes, .num_glyphs = glyphs};
}

// Tabs, and where spans of rich text begin and end.
static bool has_control(const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        if ((unsigned char)text[i] < 0x20)
            return true;
    }
    return false;
}

// An author's space, as a glyph without ink after the atom before it.
static void put_space(struct draft *draft, const struct gap *gap)
{
    const struct atoms *atoms = draft->writer->atoms;
    hb_codepoint_t glyph;
    if (gap->spaces == 0 || gap->natural <= 0 || draft->cluster_count == 0 ||
        !hb_font_get_nominal_glyph(atoms->faces[draft->look.face]->hb_font, ' ', &glyph))
        return;
    const char *text = atoms->source + gap->from;
    size_t bytes = gap->to - gap->from;
    if (!g_utf8_validate(text, (gssize)bytes, NULL) || has_control(text, bytes)) {
        text = " ";
        bytes = 1;
    }
    put_glyph(draft, glyph, draft->end, 0, ' ');
    put_cluster(draft, 1, text, bytes, false);
    draft->ends_in_space = true;
}

static bool is_same_look(const struct look *one, const struct look *other)
{
    return one->face == other->face && one->is_sideways == other->is_sideways &&
           one->stretch == other->stretch && one->scale == other->scale &&
           one->colour.text == other->colour.text;
}

// Go on in the run at hand, or in a new one where glyphs are drawn otherwise.
static void begin_run(struct draft *draft, const struct look *look)
{
    if (is_same_look(&draft->look, look))
        return;
    close_run(draft);
    draft->look = *look;
    draft->ends_in_space = true;
}

// What an atom stands for: its bytes of the source.
static struct piece find_piece(const struct draft *draft, const struct atom *atom)
{
    if (atom->is_replaced)
        return (struct piece){replacement, sizeof(replacement) - 1, 1};
    const char *text = draft->writer->atoms->source + atom->from;
    size_t bytes = atom->to - atom->from;
    return (struct piece){text, bytes, g_utf8_strlen(text, (gssize)bytes)};
}

// The pictures of an emoji; for its text a blank em of the Chinese face.
static void put_emoji(struct draft *draft, const struct atom *atom, struct piece piece,
                      double start)
{
    struct run_writer *writer = draft->writer;
    const struct atoms *atoms = writer->atoms;
    const struct face *face = atoms->faces[atom->face];
    hb_codepoint_t blank = 0; // a box without ink, where the face has no blank
    (void)hb_font_get_nominal_glyph(atoms->faces[0]->hb_font, 0x3000, &blank);
    put_glyph(draft, blank, start, 0, 0);
    put_cluster(draft, 1, piece.text, piece.bytes, false);
    for (uint32_t i = 0; i < atom->glyph_count; i++) {
        const struct atom_glyph *glyph = &atoms->glyphs[atom->glyph + i];
        struct ink ink = face_ink(face, glyph->id);
        hai_point at = find_place(draft, start + glyph->x, glyph->y);
        double size = writer->size * (double)atom->scale;
        struct text_picture picture = {
            .surface = ink.left < ink.right ? face_picture(face, glyph->id) : NULL,
            .box = {at.x + ink.left * size, at.y + ink.top * size, (ink.right - ink.left) * size,
                    (ink.bottom - ink.top) * size}};
        join_box(&draft->ink, picture.box);
        if (picture.surface)
            g_array_append_val(writer->pictures, picture);
    }
}

// Digits side by side: each stands for itself.
static void put_combined(struct draft *draft, const struct atom *atom, struct piece piece,
                         double start)
{
    const struct atom_glyph *glyphs = &draft->writer->atoms->glyphs[atom->glyph];
    const char *at = piece.text;
    for (uint32_t i = 0; i < atom->glyph_count; i++) {
        const char *next = g_utf8_next_char(at);
        put_glyph(draft, glyphs[i].id, start + glyphs[i].x, glyphs[i].y, 0);
        put_cluster(draft, 1, at, (size_t)(next - at), false);
        at = next;
    }
}

// Upright glyphs of a column are each a line of their own to a reader; one cluster keeps them
// together.
static bool is_joined(const struct draft *draft, const struct atom *atom, struct piece piece,
                      double start)
{
    if (draft->cluster_count == 0)
        return false;
    if (draft->writer->is_vertical && atom->turn == TURN_UPRIGHT)
        return piece.characters == 1 && draft->ends_even;
    return !draft->ends_in_space && start - draft->end > READ_AS_SPACE;
}

static void put_atom(struct draft *draft, const struct atom *atom, double pen)
{
    const struct atoms *atoms = draft->writer->atoms;
    struct piece piece = find_piece(draft, atom);
    double start = pen + atom->shift;
    bool is_emoji = atoms->faces[atom->face]->is_colour;
    begin_run(draft, &(struct look){.face = is_emoji ? 0 : atom->face,
                                    .is_sideways = atom->turn >= TURN_SIDEWAYS,
                                    .stretch = (double)atom->stretch,
                                    .scale = (double)(is_emoji ? 1 : atom->scale),
                                    .colour = atoms->spans[atom->span].colour});
    if (is_emoji) {
        put_emoji(draft, atom, piece, start);
    } else if (atom->turn == TURN_COMBINED && piece.characters == atom->glyph_count) {
        put_combined(draft, atom, piece, start);
    } else {
        bool joined = is_joined(draft, atom, piece, start);
        for (uint32_t i = 0; i < atom->glyph_count; i++) {
            const struct atom_glyph *glyph = &atoms->glyphs[atom->glyph + i];
            bool is_own = i == 0 && piece.characters == 1;
            put_glyph(draft, glyph->id, start + glyph->x, glyph->y,
                      is_own ? g_utf8_get_char(piece.text) : 0);
        }
        put_cluster(draft, (int)atom->glyph_count, piece.text, piece.bytes, joined);
    }
    draft->end = start + atom->natural;
    draft->ends_in_space = false;
    draft->ends_even = atom->turn != TURN_COMBINED && piece.characters == 1;
}

// The ellipsis of a cut line, in the face for Chinese. An em, as in Chinese text.
static void put_ellipsis(struct draft *draft, double pen)
{
    const struct atoms *atoms = draft->writer->atoms;
    struct atom_glyph glyph;
    if (atoms->face_count == 0)
        return;
    struct look look = {.face = 0, .stretch = 1, .scale = 1};
    begin_run(draft, &look);
    if (draft->writer->is_vertical) {
        if (!shaper_find_vertical(draft->writer->shaper, atoms->faces[0], atoms->language, 0x2026,
                                  &glyph, &look.is_sideways))
            return;
        begin_run(draft, &look);
    } else {
        const struct face *face = atoms->faces[0];
        hb_codepoint_t id;
        if (!hb_font_get_nominal_glyph(face->hb_font, 0x2026, &id))
            return;
        double advance = (double)hb_font_get_glyph_h_advance(face->hb_font, id);
        glyph = (struct atom_glyph){id, (1 - advance / face->units_per_em) / 2, 0};
    }
    put_glyph(draft, glyph.id, pen + glyph.x, glyph.y, 0x2026);
    put_cluster(draft, 1, ellipsis, sizeof(ellipsis) - 1, false);
}

void runs_add_line(struct run_writer *writer, const struct line *line, const double *gaps,
                   hai_point start)
{
    const struct atoms *atoms = writer->atoms;
    int count = line->to - line->from;
    uint32_t glyphs = 1;
    for (int i = line->from; i < line->to; i++)
        glyphs += atoms->atoms[i].glyph_count + (atoms->gaps[i].spaces > 0);
    struct draft draft = {
        .writer = writer, .look = {.face = -1, .stretch = 1, .scale = 1}, .start = start};
    draft.glyphs = g_new(cairo_glyph_t, glyphs);
    draft.characters = g_new(uint32_t, glyphs);
    draft.clusters = g_new(cairo_text_cluster_t, glyphs);
    draft.text = g_string_new(NULL);
    guint first_run = writer->runs->len;
    double pen = 0;
    for (int i = 0; i < count; i++) {
        const struct atom *atom = &atoms->atoms[line->from + i];
        if (i > 0)
            put_space(&draft, &atoms->gaps[line->from + i]);
        pen += gaps[i];
        put_atom(&draft, atom, pen);
        pen += atom->advance;
    }
    if (line->is_cut)
        put_ellipsis(&draft, line->width - 1);
    close_run(&draft);
    if (!writer->exact_ink) {
        // Latin descends a quarter of an em; Chinese is within its em but for a hair.
        double size = writer->size;
        double length = (line->width + line->hung) * size;
        hai_box box = {start.x, start.y - 0.95 * size, length, 1.2 * size};
        if (writer->is_vertical)
            box = (hai_box){start.x - 0.6 * size, start.y, 1.2 * size, length};
        for (guint i = first_run; i < writer->runs->len; i++)
            g_array_index(writer->runs, struct glyph_run, i).ink = box;
    }
    g_string_free(draft.text, TRUE);
    g_free(draft.clusters);
    g_free(draft.characters);
    g_free(draft.glyphs);
}
