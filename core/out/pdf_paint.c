// SPDX-License-Identifier: MIT
#include "out/pdf_paint.h"

#include <math.h>

#define PLACES 4
#define NEAR 1e-4 // two stops at one place stand so far apart, as bounds have to rise

bool pdf_paint_is_seen(const hai_paint *paint)
{
    if (paint->kind == HAI_PAINT_COLOUR)
        return paint->colour.a > 0;
    for (uint32_t i = 0; i < paint->stop_count; i++) {
        if (paint->stops[i].colour.a > 0)
            return true;
    }
    return false;
}

bool pdf_paint_needs_mask(const hai_paint *paint)
{
    for (uint32_t i = 1; paint->kind != HAI_PAINT_COLOUR && i < paint->stop_count; i++) {
        if (paint->stops[i].colour.a != paint->stops[0].colour.a)
            return true;
    }
    return false;
}

// A gradient without length is its last colour.
static bool is_flat(const hai_paint *paint)
{
    if (paint->kind == HAI_PAINT_COLOUR || paint->stop_count < 2)
        return true;
    if (paint->kind == HAI_PAINT_RADIAL)
        return paint->radius_from == paint->radius_to;
    return paint->from.x == paint->to.x && paint->from.y == paint->to.y;
}

static hai_colour flat_colour(const hai_paint *paint)
{
    return paint->kind == HAI_PAINT_COLOUR ? paint->colour
                                           : paint->stops[paint->stop_count - 1].colour;
}

// --- Functions of the place in a gradient (7.10) ---

static void put_parts(GString *out, hai_colour colour, bool is_mask)
{
    if (is_mask) {
        pdf_put_number(out, (double)colour.a, PLACES);
        return;
    }
    pdf_put_number(out, (double)colour.r, PLACES);
    pdf_put_number(out, (double)colour.g, PLACES);
    pdf_put_number(out, (double)colour.b, PLACES);
}

static unsigned put_ramp(struct pdf_file *file, hai_colour from, hai_colour to, bool is_mask)
{
    GString *text = g_string_new("<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [");

    put_parts(text, from, is_mask);
    g_string_append(text, "] /C1 [");
    put_parts(text, to, is_mask);
    g_string_append(text, "] >>");
    unsigned number = pdf_file_share(file, text->str);
    g_string_free(text, TRUE);
    return number;
}

// Ramps from stop to stop, one after the other; before the first and behind the last nothing
// changes.
static unsigned put_function(struct pdf_file *file, const hai_paint *paint, bool is_mask)
{
    GString *ramps = g_string_new(NULL), *bounds = g_string_new(NULL), *ends = g_string_new(NULL);
    const hai_stop *stops = paint->stops;
    double last = 0;
    unsigned parts = 0;

    for (uint32_t i = 0; i <= paint->stop_count; i++) {
        hai_colour from = stops[i == 0 ? 0 : i - 1].colour;
        hai_colour to = stops[i == paint->stop_count ? i - 1 : i].colour;
        double at = i == paint->stop_count ? 1 : CLAMP(stops[i].at, 0, 1);
        if (at <= 0 || last >= 1 - NEAR)
            continue;
        at = fmin(fmax(at, last + NEAR), 1);
        if (parts++ > 0)
            pdf_put_number(bounds, last, PLACES);
        g_string_append_printf(ramps, "%u 0 R ", put_ramp(file, from, to, is_mask));
        g_string_append(ends, "0 1 ");
        last = at;
    }
    GString *text = g_string_new(NULL);
    g_string_append_printf(text,
                           "<< /FunctionType 3 /Domain [0 1] /Functions [%s] /Bounds [%s] /Encode "
                           "[%s] >>",
                           ramps->str, bounds->str, ends->str);
    unsigned number = pdf_file_share(file, text->str);
    g_string_free(ramps, TRUE);
    g_string_free(bounds, TRUE);
    g_string_free(ends, TRUE);
    g_string_free(text, TRUE);
    return number;
}

static unsigned put_shading(struct pdf_file *file, const hai_paint *paint, bool is_mask)
{
    bool is_radial = paint->kind == HAI_PAINT_RADIAL;
    const double coordinates[6] = {paint->from.x, paint->from.y, paint->radius_from,
                                   paint->from.x, paint->from.y, paint->radius_to};
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "<< /ShadingType %d /ColorSpace /Device%s /Coords [",
                           is_radial ? 3 : 2, is_mask ? "Gray" : "RGB");
    if (is_radial) {
        for (int i = 0; i < 6; i++)
            pdf_put_number(text, coordinates[i], PLACES);
    } else {
        pdf_put_number(text, paint->from.x, PLACES);
        pdf_put_number(text, paint->from.y, PLACES);
        pdf_put_number(text, paint->to.x, PLACES);
        pdf_put_number(text, paint->to.y, PLACES);
    }
    g_string_append_printf(text, "] /Function %u 0 R /Extend [true true] >>",
                           put_function(file, paint, is_mask));
    unsigned number = pdf_file_share(file, text->str);
    g_string_free(text, TRUE);
    return number;
}

// --- Masks of opacity (11.6.5) ---

static void paint_shading(struct pdf_content *content, unsigned shading, const hai_matrix *matrix)
{
    pdf_content_save(content);
    pdf_content_matrix(content, matrix);
    pdf_content_name(content, PDF_SHADING, shading);
    g_string_append(content->out, "sh\n");
    pdf_content_restore(content);
}

static void set_mask(struct pdf_content *content, const hai_paint *paint, const hai_matrix *matrix,
                     hai_box box)
{
    struct pdf_content *mask = pdf_content_new(content->file, pdf_file_reserve(content->file),
                                               content->page, (hai_matrix){.xx = 1, .yy = 1});

    paint_shading(mask, put_shading(content->file, paint, true), matrix);
    pdf_content_put_form(mask, box, "/Group << /S /Transparency /CS /DeviceGray >>");
    char *text =
        g_strdup_printf("<< /SMask << /S /Luminosity /G %u 0 R >> /ca 1 /CA 1 >>", mask->object);
    pdf_content_free(mask);
    pdf_content_name(content, PDF_STATE, pdf_file_share(content->file, text));
    g_string_append(content->out, "gs\n");
    content->state.fill_alpha = content->state.stroke_alpha = 1;
    g_free(text);
}

// --- Setting ---

static unsigned put_pattern(struct pdf_content *content, const hai_paint *paint,
                            const hai_matrix *matrix)
{
    hai_matrix place = matrix_multiply(matrix, &content->base);
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "<< /PatternType 2 /Shading %u 0 R /Matrix [",
                           put_shading(content->file, paint, false));
    pdf_put_matrix(text, &place);
    g_string_append(text, "] >>");
    unsigned number = pdf_file_share(content->file, text->str);
    g_string_free(text, TRUE);
    return number;
}

// The opacity, which is one for all of the gradient, or a mask.
static void set_opacity(struct pdf_content *content, const hai_paint *paint,
                        const hai_matrix *matrix, hai_box box)
{
    if (pdf_paint_needs_mask(paint)) {
        set_mask(content, paint, matrix, box);
        return;
    }
    float alpha = paint->stops[0].colour.a;
    pdf_content_alpha(content, alpha, alpha);
}

static void set_pattern(struct pdf_content *content, const hai_paint *paint,
                        const hai_matrix *matrix, hai_box box, bool is_stroke)
{
    set_opacity(content, paint, matrix, box);
    g_string_append(content->out, is_stroke ? "/Pattern CS " : "/Pattern cs ");
    pdf_content_name(content, PDF_PATTERN, put_pattern(content, paint, matrix));
    g_string_append(content->out, is_stroke ? "SCN\n" : "scn\n");
    (is_stroke ? &content->state.stroke : &content->state.fill)->r = -1;
}

void pdf_paint_set_fill(struct pdf_content *content, const hai_paint *paint,
                        const hai_matrix *matrix, hai_box box)
{
    if (is_flat(paint))
        pdf_content_fill_colour(content, flat_colour(paint));
    else
        set_pattern(content, paint, matrix, box, false);
}

void pdf_paint_set_stroke(struct pdf_content *content, const hai_paint *paint,
                          const hai_matrix *matrix, hai_box box)
{
    if (is_flat(paint))
        pdf_content_stroke_colour(content, flat_colour(paint));
    else
        set_pattern(content, paint, matrix, box, true);
}
