// SPDX-License-Identifier: MIT
//
// Glyphs get clusters so that a PDF gives back the source. One character to one glyph is what all
// readers understand; but where a gap opens between two glyphs that is no space of the source,
// readers guess a space. There the glyphs on both sides form one cluster, which cairo writes with
// its text beside it (ActualText), and nothing is left to guess.
#include "text/runs.h"

#include <math.h>
#include <string.h>

// Readers take a gap from a tenth of an em on for a space.
#define READ_AS_SPACE 0.08

static const char replacement[] = "\xEF\xBF\xBD";
static const char ellipsis[] = "\xE2\x80\xA6";

// A run that is being written.
struct draft {
    struct run_writer *writer;
    int face; // -1: none yet
    cairo_glyph_t *glyphs;
    cairo_text_cluster_t *clusters;
    GString *text;
    int glyph_count, cluster_count;
    double left, baseline;
    double end; // where the last glyph's own advance ends, in em
    bool ends_in_space;
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

static void close_run(struct draft *draft)
{
    struct run_writer *writer = draft->writer;
    if (draft->cluster_count == 0)
        return;
    struct glyph_run run = {
        .face = writer->atoms->faces[draft->face],
        .size = writer->size,
        .glyphs = arena_copy(writer->arena, draft->glyphs,
                             (size_t)draft->glyph_count * sizeof(*draft->glyphs)),
        .glyph_count = draft->glyph_count,
        .text = arena_strndup(writer->arena, draft->text->str, draft->text->len),
        .text_bytes = (int)draft->text->len,
        .clusters = arena_copy(writer->arena, draft->clusters,
                               (size_t)draft->cluster_count * sizeof(*draft->clusters)),
        .cluster_count = draft->cluster_count,
        .ink = draft->ink,
    };
    g_array_append_val(writer->runs, run);
    g_string_truncate(draft->text, 0);
    draft->glyph_count = draft->cluster_count = 0;
    draft->ink = (hai_box){0};
}

static void put_glyph(struct draft *draft, uint32_t id, double x, double y)
{
    struct run_writer *writer = draft->writer;
    double size = writer->size;
    double left = draft->left + x * size, top = draft->baseline + y * size;
    draft->glyphs[draft->glyph_count++] = (cairo_glyph_t){.index = id, .x = left, .y = top};
    if (!writer->exact_ink)
        return;
    struct ink ink = shaper_ink(writer->shaper, writer->atoms->faces[draft->face], id);
    join_box(&draft->ink, (hai_box){left + ink.left * size, top + ink.top * size,
                                    (ink.right - ink.left) * size, (ink.bottom - ink.top) * size});
}

// Close the cluster: the glyphs since `glyphs` stand for the bytes. `joined`: together with the
// cluster before.
static void put_cluster(struct draft *draft, int glyphs, const char *text, size_t bytes,
                        bool joined)
{
    g_string_append_len(draft->text, text, (gssize)bytes);
    if (joined) {
        draft->clusters[draft->cluster_count - 1].num_bytes += (int)bytes;
        draft->clusters[draft->cluster_count - 1].num_glyphs += glyphs;
        return;
    }
    draft->clusters[draft->cluster_count++] =
        (cairo_text_cluster_t){.num_bytes = (int)bytes, .num_glyphs = glyphs};
}

// An author's space, as a glyph without ink after the atom before it.
static void put_space(struct draft *draft, const struct gap *gap)
{
    const struct atoms *atoms = draft->writer->atoms;
    hb_codepoint_t glyph;
    if (gap->spaces == 0 || gap->natural <= 0 || draft->cluster_count == 0 ||
        !hb_font_get_nominal_glyph(atoms->faces[draft->face]->hb_font, ' ', &glyph))
        return;
    const char *text = atoms->source + gap->from;
    size_t bytes = gap->to - gap->from;
    if (!g_utf8_validate(text, (gssize)bytes, NULL) || memchr(text, '\t', bytes)) {
        text = " ";
        bytes = 1;
    }
    put_glyph(draft, glyph, draft->end, 0);
    put_cluster(draft, 1, text, bytes, false);
    draft->ends_in_space = true;
}

static void put_atom(struct draft *draft, const struct atom *atom, double pen)
{
    const struct atoms *atoms = draft->writer->atoms;
    double start = pen + atom->shift;
    if (draft->face != atom->face) {
        close_run(draft);
        draft->face = atom->face;
        draft->ends_in_space = true;
    }
    bool joined =
        !draft->ends_in_space && draft->cluster_count > 0 && start - draft->end > READ_AS_SPACE;
    for (uint32_t i = 0; i < atom->glyph_count; i++) {
        const struct atom_glyph *glyph = &atoms->glyphs[atom->glyph + i];
        put_glyph(draft, glyph->id, start + glyph->x, glyph->y);
    }
    const char *text = atom->is_replaced ? replacement : atoms->source + atom->from;
    size_t bytes = atom->is_replaced ? sizeof(replacement) - 1 : atom->to - atom->from;
    put_cluster(draft, (int)atom->glyph_count, text, bytes, joined);
    draft->end = start + atom->natural;
    draft->ends_in_space = false;
}

// The ellipsis of a cut line, in the face for Chinese.
static void put_ellipsis(struct draft *draft, double pen)
{
    const struct atoms *atoms = draft->writer->atoms;
    hb_codepoint_t glyph;
    if (atoms->face_count == 0 ||
        !hb_font_get_nominal_glyph(atoms->faces[0]->hb_font, 0x2026, &glyph))
        return;
    if (draft->face != 0) {
        close_run(draft);
        draft->face = 0;
    }
    const struct face *face = atoms->faces[0];
    double advance = (double)hb_font_get_glyph_h_advance(face->hb_font, glyph) / face->units_per_em;
    put_glyph(draft, glyph, pen + (1 - advance) / 2, 0);
    put_cluster(draft, 1, ellipsis, sizeof(ellipsis) - 1, false);
}

void runs_add_line(struct run_writer *writer, const struct line *line, const double *gaps,
                   double left, double baseline)
{
    const struct atoms *atoms = writer->atoms;
    int count = line->to - line->from;
    uint32_t glyphs = 1;
    for (int i = line->from; i < line->to; i++)
        glyphs += atoms->atoms[i].glyph_count + (atoms->gaps[i].spaces > 0);
    struct draft draft = {.writer = writer, .face = -1, .left = left, .baseline = baseline};
    draft.glyphs = g_new(cairo_glyph_t, glyphs);
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
        hai_box box = {left, baseline - 0.95 * size, line->width * size, 1.2 * size};
        for (guint i = first_run; i < writer->runs->len; i++)
            g_array_index(writer->runs, struct glyph_run, i).ink = box;
    }
    g_string_free(draft.text, TRUE);
    g_free(draft.clusters);
    g_free(draft.glyphs);
}
