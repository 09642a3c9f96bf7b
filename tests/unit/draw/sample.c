// SPDX-License-Identifier: MIT
#include "sample.h"

#include <cairo.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "text/face.h"

struct sample_font {
    struct face face;
    struct freetype *freetype;
};

static const char *const known_fonts[] = {
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    NULL,
};

struct sample_font *sample_font_open(const char *path, int index)
{
    struct sample_font *font = g_new0(struct sample_font, 1);

    font->freetype = freetype_new();
    font->face = (struct face){
        .family = "Sample", .style = "Regular", .weight = 400, .path = path, .index = index};
    if (face_open(&font->face, font->freetype))
        return font;
    fprintf(stderr, "SKIPPED: no font %s\n", path);
    freetype_drop(font->freetype);
    g_free(font);
    return NULL;
}

void sample_font_close(struct sample_font *font)
{
    if (font == NULL)
        return;
    face_close(&font->face);
    freetype_drop(font->freetype);
    cairo_debug_reset_static_data();
    g_free(font);
}

struct sample_font *sample_any_font(void)
{
    for (int i = 0; known_fonts[i] != NULL; i++) {
        struct sample_font *font = sample_font_open(known_fonts[i], 0);
        if (font != NULL)
            return font;
    }
    return NULL;
}

const hai_paragraph *sample_paragraph(struct arena *arena, const struct sample_font *font,
                                      const char *text, double size)
{
    hai_paragraph *paragraph = arena_alloc(arena, sizeof *paragraph);
    struct glyph_run *run = arena_alloc(arena, sizeof *run);
    hb_buffer_t *buffer = hb_buffer_create();
    unsigned count;

    hb_buffer_add_utf8(buffer, text, -1, 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(font->face.hb_font, buffer, NULL, 0);
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
    cairo_glyph_t *glyphs = arena_alloc(arena, count * sizeof *glyphs);
    cairo_text_cluster_t *clusters = arena_alloc(arena, count * sizeof *clusters);
    double scale = size / font->face.units_per_em, x = 0;
    int cluster_count = 0;

    for (unsigned i = 0; i < count; i++) {
        glyphs[i] = (cairo_glyph_t){infos[i].codepoint, x + positions[i].x_offset * scale, size};
        x += positions[i].x_advance * scale;
        if (i == 0 || infos[i].cluster != infos[i - 1].cluster)
            clusters[cluster_count++] = (cairo_text_cluster_t){0, 0};
        clusters[cluster_count - 1].num_glyphs++;
        unsigned next = (unsigned)strlen(text);
        for (unsigned j = i + 1; j < count && next == strlen(text); j++) {
            if (infos[j].cluster != infos[i].cluster)
                next = infos[j].cluster;
        }
        clusters[cluster_count - 1].num_bytes = (int)(next - infos[i].cluster);
    }
    *run = (struct glyph_run){
        .face = &font->face,
        .size = size,
        .glyphs = glyphs,
        .glyph_count = (int)count,
        .text = arena_strdup(arena, text),
        .text_bytes = (int)strlen(text),
        .clusters = clusters,
        .cluster_count = cluster_count,
        .ink = {-size / 2, 0, x + size, 1.5 * size},
        .stretch = 1,
    };
    *paragraph = (hai_paragraph){
        .size = {x, 1.5 * size},
        .ink = run->ink,
        .line_count = 1,
        .baseline = size,
        .last_baseline = size,
        .colour = {0.1F, 0.1F, 0.1F, 1},
        .text = run->text,
        .runs = run,
        .run_count = 1,
    };
    hb_buffer_destroy(buffer);
    return paragraph;
}

static void draw_chart(hai_canvas *canvas)
{
    const double dashes[] = {6, 3};
    hai_stroke dashed = {
        .size = sizeof dashed, .cap = 1, .join = 1, .dash_count = 2, .width = 3, .dashes = dashes};

    for (int i = 0; i < 12; i++) {
        hai_canvas_box(canvas, (hai_box){20 + i * 30, 580 - i * 7.3, 22.5, i * 7.3});
        hai_canvas_fill(canvas, hai_paint_colour((hai_colour){0.2F, 0.4F, 0.7F, 0.8F}));
    }
    hai_canvas_arc(canvas, 200, 300, 90, -1.2, 3.3);
    hai_canvas_stroke(canvas, hai_stroke_width(33), hai_paint_colour((hai_colour){1, 0.6F, 0, 1}));
    hai_canvas_move_to(canvas, 10, 200);
    hai_canvas_line_to(canvas, 390, 411);
    hai_canvas_curve_to(canvas, 300, 500, 100, 100, 10, 500);
    hai_canvas_stroke(canvas, dashed, hai_paint_colour((hai_colour){0, 0.3F, 0.2F, 1}));
}

static void draw_clipped(hai_canvas *canvas)
{
    hai_canvas_save(canvas);
    hai_canvas_rounded_box(canvas, (hai_box){210, 330.5, 170, 150}, 40);
    hai_canvas_clip(canvas);
    hai_canvas_transform(canvas, (hai_matrix){0.9, 0.3, -0.3, 0.9, 50, 0});
    hai_canvas_group_begin(canvas, 0.6);
    hai_canvas_box(canvas, (hai_box){200, 200, 300, 300});
    hai_canvas_fill(canvas, hai_paint_colour((hai_colour){0.6F, 0, 0.6F, 1}));
    hai_canvas_arc(canvas, 330, 300, 40, 0, 7);
    hai_canvas_clip(canvas);
    hai_canvas_box(canvas, (hai_box){300, 300, 100, 30});
    hai_canvas_fill(canvas, hai_paint_colour((hai_colour){1, 1, 0, 1}));
    hai_canvas_group_end(canvas);
    hai_canvas_restore(canvas);
}

const struct record *sample_record(struct arena *arena, const struct sample_font *font)
{
    hai_canvas *canvas = canvas_new(arena, (hai_size){400, 600}, (hai_colour){1, 0.98F, 0.95F, 1});
    const hai_stop stops[] = {{0, {0.8F, 0, 0, 1}}, {1, {0.5F, 0, 0.1F, 1}}};

    hai_canvas_heading_begin(canvas, 1, "标题 (一)", (hai_box){0, 0, 400, 120});
    hai_canvas_box(canvas, (hai_box){0, 0, 400, 120});
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){0, 0}, (hai_point){400, 120}, stops, 2));
    if (font != NULL)
        hai_canvas_paragraph(canvas, sample_paragraph(arena, font, "人民日报 Poster 2021", 36), 30,
                             40);
    hai_canvas_heading_end(canvas);
    for (int i = 0; i < 4; i++) {
        hai_box box = {20 + i % 2 * 185, 140 + i / 2 * 110, 170, 90};
        hai_canvas_shadow(canvas, (hai_box){box.x, box.y + 6, box.width, box.height}, 16, 24,
                          (hai_colour){0, 0, 0, 0.25F});
        hai_canvas_rounded_box(canvas, box, 16);
        hai_canvas_fill(canvas, hai_paint_colour((hai_colour){1, 1, 1, 1}));
        if (font != NULL)
            hai_canvas_paragraph(canvas, sample_paragraph(arena, font, "生产总值306.8亿元", 15.5),
                                 box.x + 16, box.y + 30.3);
    }
    draw_chart(canvas);
    draw_clipped(canvas);
    hai_canvas_link_begin(canvas, "https://example.org/a(b)?c='d'&e=\\f",
                          (hai_box){20, 560, 200, 30});
    hai_canvas_link_end(canvas);

    struct report *report = report_new();
    const struct record *record = canvas_finish(canvas, report);
    g_assert_cmpuint(report_count(report), ==, 0);
    report_free(report);
    return record;
}
