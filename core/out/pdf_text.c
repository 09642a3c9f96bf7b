// SPDX-License-Identifier: MIT
#include "out/pdf_text.h"

#include <math.h>
#include <string.h>

#define OFF_LINE 0.002   // em from the line from which on a glyph begins one of its own
#define OFF_PLACE 0.0005 // em along it that are left as they are

// A text object that is being written. Its space: along the line and up, in layout pixels of the
// run before it is stretched.
struct text {
    struct pdf_content *content;
    struct pdf_font *font;
    const struct glyph_run *run;
    hai_point start; // of the line at hand
    double pen;      // from there along the line
    bool is_open;    // within [< … >] TJ
};

// From the sheet's directions to those of the text: what glyph_run_matrix does, undone.
static hai_point find_place(const struct glyph_run *run, double x, double y)
{
    if (run->is_sideways)
        return (hai_point){y / run->stretch, x};
    return (hai_point){x / run->stretch, -y};
}

// The text's space on the sheet, with its origin at the first glyph.
static hai_matrix find_matrix(const struct item *item)
{
    const struct glyph_run *run = item->glyphs.run;
    hai_point at = {item->glyphs.origin.x + run->glyphs[0].x,
                    item->glyphs.origin.y + run->glyphs[0].y};
    hai_matrix matrix = {run->stretch, 0, 0, -1, at.x, at.y};

    if (run->is_sideways)
        matrix = (hai_matrix){0, run->stretch, 1, 0, at.x, at.y};
    return matrix_multiply(&matrix, &item->matrix);
}

static void close_string(struct text *text)
{
    if (text->is_open)
        g_string_append(text->content->out, ">] TJ\n");
    text->is_open = false;
}

// Move the pen to where the glyph stands.
static void move_pen(struct text *text, const cairo_glyph_t *glyph)
{
    const struct glyph_run *run = text->run;
    GString *out = text->content->out;
    hai_point at = find_place(run, glyph->x - run->glyphs[0].x, glyph->y - run->glyphs[0].y);

    if (fabs(at.y - text->start.y) > OFF_LINE * run->size) {
        close_string(text);
        pdf_put_number(out, at.x - text->start.x, 3);
        pdf_put_number(out, at.y - text->start.y, 3);
        g_string_append(out, "Td\n");
        text->start = at;
        text->pen = 0;
    }
    // Thousandths of an em by which the glyph stands before the pen.
    double before = (text->pen - (at.x - text->start.x)) / run->size * 1000;
    if (!text->is_open)
        g_string_append(out, "[");
    if (fabs(before) > OFF_PLACE * 1000) {
        if (text->is_open)
            g_string_append_c(out, '>');
        gsize length = out->len;
        pdf_put_number(out, before, run->size >= 64);
        // As it was rounded, so that nothing adds up.
        text->pen -= g_ascii_strtod(out->str + length, NULL) * run->size / 1000;
        g_string_append_c(out, '<');
    } else if (!text->is_open) {
        g_string_append_c(out, '<');
    }
    text->is_open = true;
}

static void put_glyph(struct text *text, const cairo_glyph_t *glyph)
{
    move_pen(text, glyph);
    pdf_put_hex(text->content->out,
                pdf_font_code(text->font, cut_glyph(text->font->cut, glyph->index)));
    text->pen += pdf_font_advance(text->font, glyph->index) * text->run->size;
}

// --- What glyphs stand for ---

static struct reading *find_reading(struct text *text, int glyph)
{
    unsigned number = cut_glyph(text->font->cut, text->run->glyphs[glyph].index);
    return number < text->font->glyph_count ? &text->font->readings[number] : NULL;
}

// Whether a reader that knows the glyph alone reads this. What is not known of it yet is learnt
// here.
static bool reads_as(struct text *text, int glyph, const char *bytes, size_t size)
{
    struct reading *reading = find_reading(text, glyph);

    if (reading == NULL || size == 0)
        return false;
    if (reading->text == NULL) {
        reading->text = bytes;
        reading->bytes = size;
    }
    return reading->bytes == size && memcmp(reading->text, bytes, size) == 0;
}

// For readers that pass over what is said beside the glyphs.
static void learn_character(struct text *text, int glyph)
{
    struct reading *reading = find_reading(text, glyph);
    const uint32_t *characters = text->run->characters;

    if (reading == NULL || reading->text != NULL || characters == NULL || characters[glyph] == 0)
        return;
    reading->bytes = (size_t)g_unichar_to_utf8(characters[glyph], reading->own);
    reading->text = reading->own;
}

// A cluster's glyphs, with its text beside them where they do not tell it. Several glyphs may stand
// so far apart that a reader would see spaces between them.
static void put_cluster(struct text *text, int first, int count, const char *bytes, size_t size)
{
    GString *out = text->content->out;
    bool is_said = count != 1 || !reads_as(text, first, bytes, size);

    if (is_said) {
        close_string(text);
        g_string_append(out, "/Span << /ActualText <FEFF");
        pdf_put_utf16(out, bytes, size);
        g_string_append(out, "> >> BDC\n");
    }
    for (int i = first; i < first + count; i++) {
        learn_character(text, i);
        put_glyph(text, &text->run->glyphs[i]);
    }
    if (is_said) {
        close_string(text);
        g_string_append(out, "EMC\n");
    }
}

static void put_clusters(struct text *text)
{
    const struct glyph_run *run = text->run;
    const char *bytes = run->text, *end = run->text + run->text_bytes;
    int glyph = 0;

    for (int i = 0; i < run->cluster_count; i++) {
        const cairo_text_cluster_t *cluster = &run->clusters[i];
        size_t size = MIN((size_t)MAX(cluster->num_bytes, 0), (size_t)(end - bytes));
        int count = MIN(cluster->num_glyphs, run->glyph_count - glyph);
        put_cluster(text, glyph, count, bytes, size);
        bytes += size;
        glyph += count;
    }
}

bool pdf_text_draw(struct pdf_fonts *fonts, struct pdf_content *content, const struct item *item,
                   enum pdf_text_mode mode)
{
    const struct glyph_run *run = item->glyphs.run;
    struct pdf_font *font = pdf_fonts_find(fonts, run->face);
    struct text text = {.content = content, .font = font, .run = run};

    if (font == NULL)
        return false;
    g_string_append(content->out, "BT\n");
    if (content->state.font != font->object || content->state.font_size != run->size) {
        pdf_content_name(content, PDF_FONT, font->object);
        pdf_put_number(content->out, run->size, 3);
        g_string_append(content->out, "Tf\n");
        content->state.font = font->object;
        content->state.font_size = run->size;
    }
    if (mode != PDF_TEXT_SEEN)
        g_string_append_printf(content->out, "%d Tr\n", (int)mode);
    hai_matrix matrix = find_matrix(item);
    pdf_put_matrix(content->out, &matrix);
    g_string_append(content->out, "Tm\n");
    if (run->cluster_count > 0) {
        put_clusters(&text);
    } else {
        for (int i = 0; i < run->glyph_count; i++)
            put_glyph(&text, &run->glyphs[i]);
    }
    close_string(&text);
    g_string_append(content->out, mode != PDF_TEXT_SEEN ? "0 Tr\nET\n" : "ET\n");
    return true;
}

// --- Outlines ---

// A glyph on its way from the font's units to the sheet.
struct glyph_shape {
    struct pdf_content *content;
    hai_matrix matrix;
};

static void put_point(const struct glyph_shape *shape, double x, double y)
{
    hai_point point = matrix_apply(&shape->matrix, x, y);

    pdf_put_number(shape->content->out, point.x, 3);
    pdf_put_number(shape->content->out, point.y, 3);
}

static void move_to(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x,
                    float y, void *more)
{
    const struct glyph_shape *shape = data;

    (void)functions, (void)state, (void)more;
    put_point(shape, (double)x, (double)y);
    g_string_append(shape->content->out, "m\n");
}

static void line_to(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x,
                    float y, void *more)
{
    const struct glyph_shape *shape = data;

    (void)functions, (void)state, (void)more;
    put_point(shape, (double)x, (double)y);
    g_string_append(shape->content->out, "l\n");
}

// HarfBuzz gives curves of the second degree as those of the third, where these are asked for
// alone.
static void curve_to(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x1,
                     float y1, float x2, float y2, float x, float y, void *more)
{
    const struct glyph_shape *shape = data;

    (void)functions, (void)state, (void)more;
    put_point(shape, (double)x1, (double)y1);
    put_point(shape, (double)x2, (double)y2);
    put_point(shape, (double)x, (double)y);
    g_string_append(shape->content->out, "c\n");
}

static void close_path(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, void *more)
{
    const struct glyph_shape *shape = data;

    (void)functions, (void)state, (void)more;
    g_string_append(shape->content->out, "h\n");
}

void pdf_text_path(struct pdf_content *content, const struct item *item)
{
    const struct glyph_run *run = item->glyphs.run;
    cairo_matrix_t turned = glyph_run_matrix(run);
    double unit = 1.0 / run->face->units_per_em;
    hb_draw_funcs_t *functions = hb_draw_funcs_create();

    hb_draw_funcs_set_move_to_func(functions, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(functions, line_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(functions, curve_to, NULL, NULL);
    hb_draw_funcs_set_close_path_func(functions, close_path, NULL, NULL);
    for (int i = 0; i < run->glyph_count; i++) {
        // The font's y runs up.
        const hai_matrix place = {turned.xx * unit,
                                  turned.yx * unit,
                                  -turned.xy * unit,
                                  -turned.yy * unit,
                                  item->glyphs.origin.x + run->glyphs[i].x,
                                  item->glyphs.origin.y + run->glyphs[i].y};
        struct glyph_shape shape = {content, matrix_multiply(&place, &item->matrix)};
        hb_font_get_glyph_shape(run->face->hb_font, (hb_codepoint_t)run->glyphs[i].index, functions,
                                &shape);
    }
    hb_draw_funcs_destroy(functions);
}
