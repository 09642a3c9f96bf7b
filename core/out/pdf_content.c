// SPDX-License-Identifier: MIT
#include "out/pdf_content.h"

#include <math.h>
#include <string.h>

#define PLACES 3                  // of a layout pixel
#define COLOUR_PLACES 4           // of a part of 1, to tell 1/255
#define CIRCLE 0.5522847498307936 // 4/3 (sqrt 2 - 1): the control points of a quarter circle
#define UNKNOWN (-1)              // of a colour's part, an opacity, a width

// A page begins with what 8.4.1 says; a form with what is in force where it is drawn.
static const struct pdf_state of_page = {
    .fill_alpha = 1, .stroke_alpha = 1, .pen = {.width = UNKNOWN}};
static const struct pdf_state of_form = {
    .fill = {.r = UNKNOWN},
    .stroke = {.r = UNKNOWN},
    .fill_alpha = UNKNOWN,
    .stroke_alpha = UNKNOWN,
    .pen = {.cap = UINT32_MAX, .join = UINT32_MAX, .width = UNKNOWN},
    .is_dashed = true};

struct pdf_content *pdf_content_new(struct pdf_file *file, unsigned object, unsigned page,
                                    hai_matrix base)
{
    struct pdf_content *content = g_new0(struct pdf_content, 1);

    content->file = file;
    content->out = g_string_sized_new(object == page ? 64 << 10 : 1 << 10);
    content->base = base;
    content->state = object == page ? of_page : of_form;
    content->saved = g_array_new(FALSE, FALSE, sizeof(struct pdf_state));
    for (int i = 0; i < PDF_RESOURCES; i++)
        content->used[i] = g_array_new(FALSE, FALSE, sizeof(unsigned));
    content->object = object;
    content->page = page;
    content->is_form = object != page;
    content->elements = g_array_new(FALSE, FALSE, sizeof(unsigned));
    return content;
}

void pdf_content_free(struct pdf_content *content)
{
    if (content == NULL)
        return;
    g_string_free(content->out, TRUE);
    g_array_free(content->saved, TRUE);
    for (int i = 0; i < PDF_RESOURCES; i++)
        g_array_free(content->used[i], TRUE);
    g_array_free(content->elements, TRUE);
    g_free(content);
}

// --- Resources ---

static const char letters[PDF_RESOURCES] = {[PDF_FONT] = 'F',
                                            [PDF_FORM] = 'X',
                                            [PDF_STATE] = 'G',
                                            [PDF_PATTERN] = 'P',
                                            [PDF_SHADING] = 'S'};

void pdf_content_name(struct pdf_content *content, enum pdf_resource kind, unsigned object)
{
    GArray *used = content->used[kind];
    bool is_known = false;

    for (unsigned i = used->len; i > 0 && !is_known; i--) // mostly the last ones
        is_known = g_array_index(used, unsigned, i - 1) == object;
    if (!is_known)
        g_array_append_val(used, object);
    g_string_append_c(content->out, '/');
    g_string_append_c(content->out, letters[kind]);
    pdf_put_number(content->out, object, 0);
}

void pdf_content_put_resources(const struct pdf_content *content, GString *out)
{
    static const char *const names[PDF_RESOURCES] = {[PDF_FONT] = "Font",
                                                     [PDF_FORM] = "XObject",
                                                     [PDF_STATE] = "ExtGState",
                                                     [PDF_PATTERN] = "Pattern",
                                                     [PDF_SHADING] = "Shading"};

    g_string_append(out, "/Resources << ");
    for (int kind = 0; kind < PDF_RESOURCES; kind++) {
        const GArray *used = content->used[kind];
        if (used->len == 0)
            continue;
        g_string_append_printf(out, "/%s << ", names[kind]);
        for (unsigned i = 0; i < used->len; i++) {
            unsigned object = g_array_index(used, unsigned, i);
            g_string_append_printf(out, "/%c%u %u 0 R ", letters[kind], object, object);
        }
        g_string_append(out, ">> ");
    }
    g_string_append(out, ">> ");
}

void pdf_content_put_form(struct pdf_content *content, hai_box box, const char *entries)
{
    GString *all = g_string_new("/Type /XObject /Subtype /Form /BBox [");

    pdf_put_number(all, box.x, PLACES);
    pdf_put_number(all, box.y, PLACES);
    pdf_put_number(all, hai_box_right(box), PLACES);
    pdf_put_number(all, hai_box_bottom(box), PLACES);
    g_string_append_printf(all, "] %s ", entries);
    pdf_content_put_resources(content, all);
    pdf_file_put_stream(content->file, content->object, all->str, content->out->str,
                        content->out->len, PDF_PACK);
    g_string_free(all, TRUE);
}

// --- State ---

void pdf_content_save(struct pdf_content *content)
{
    g_array_append_val(content->saved, content->state);
    g_string_append(content->out, "q\n");
}

void pdf_content_restore(struct pdf_content *content)
{
    unsigned last = content->saved->len - 1;

    content->state = g_array_index(content->saved, struct pdf_state, last);
    g_array_set_size(content->saved, last);
    g_string_append(content->out, "Q\n");
}

static void add_clips(struct pdf_content *content, const struct clip *clip)
{
    if (clip == content->outer || clip == NULL)
        return;
    add_clips(content, clip->parent);
    pdf_content_path(content, &clip->path, NULL);
    // A path without points would leave the clip as it is.
    g_string_append(content->out, clip->path.count == 0 ? "0 0 0 0 re W n\n" : "W n\n");
}

void pdf_content_clip(struct pdf_content *content, const struct clip *clip)
{
    if (clip == content->clip)
        return;
    if (content->clip != content->outer)
        pdf_content_restore(content);
    if (clip != content->outer) {
        pdf_content_save(content);
        add_clips(content, clip);
    }
    content->clip = clip;
}

void pdf_content_matrix(struct pdf_content *content, const hai_matrix *matrix)
{
    pdf_put_matrix(content->out, matrix);
    g_string_append(content->out, "cm\n");
}

// --- Paths ---

static void put_point(struct pdf_content *content, hai_point point)
{
    pdf_put_number(content->out, point.x, PLACES);
    pdf_put_number(content->out, point.y, PLACES);
}

void pdf_content_box(struct pdf_content *content, hai_box box)
{
    put_point(content, (hai_point){box.x, box.y});
    put_point(content, (hai_point){box.width, box.height});
    g_string_append(content->out, "re\n");
}

static void put_curve(struct pdf_content *content, hai_point from, hai_point corner, hai_point to)
{
    const hai_point points[3] = {
        {from.x + (corner.x - from.x) * CIRCLE, from.y + (corner.y - from.y) * CIRCLE},
        {to.x + (corner.x - to.x) * CIRCLE, to.y + (corner.y - to.y) * CIRCLE},
        to};

    for (int i = 0; i < 3; i++)
        put_point(content, points[i]);
    g_string_append(content->out, "c\n");
}

void pdf_content_rounded_box(struct pdf_content *content, hai_box box, double radius)
{
    double right = hai_box_right(box), bottom = hai_box_bottom(box);
    // Clockwise: where a corner begins, itself, and where it ends.
    const hai_point corners[4][3] = {
        {{right - radius, box.y}, {right, box.y}, {right, box.y + radius}},
        {{right, bottom - radius}, {right, bottom}, {right - radius, bottom}},
        {{box.x + radius, bottom}, {box.x, bottom}, {box.x, bottom - radius}},
        {{box.x, box.y + radius}, {box.x, box.y}, {box.x + radius, box.y}}};

    for (int i = 0; i < 4; i++) {
        put_point(content, corners[i][0]);
        g_string_append(content->out, i == 0 ? "m\n" : "l\n");
        put_curve(content, corners[i][0], corners[i][1], corners[i][2]);
    }
    g_string_append(content->out, "h\n");
}

void pdf_content_path(struct pdf_content *content, const struct path *path,
                      const hai_matrix *matrix)
{
    static const char *const operators[] = {[CAIRO_PATH_MOVE_TO] = "m\n",
                                            [CAIRO_PATH_LINE_TO] = "l\n",
                                            [CAIRO_PATH_CURVE_TO] = "c\n",
                                            [CAIRO_PATH_CLOSE_PATH] = "h\n"};

    if (matrix == NULL && path->shape == SHAPE_BOX) {
        pdf_content_box(content, path->shape_box);
        return;
    }
    if (matrix == NULL && path->shape == SHAPE_ROUNDED_BOX) {
        pdf_content_rounded_box(content, path->shape_box, path->shape_radius);
        return;
    }
    for (int i = 0; i < path->count; i += path->data[i].header.length) {
        for (int j = 1; j < path->data[i].header.length; j++) {
            hai_point point = {path->data[i + j].point.x, path->data[i + j].point.y};
            put_point(content, matrix == NULL ? point : matrix_apply(matrix, point.x, point.y));
        }
        g_string_append(content->out, operators[path->data[i].header.type]);
    }
}

// --- Paint and pens ---

static bool set_colour(struct pdf_content *content, hai_colour *known, hai_colour colour,
                       const char *operator)
{
    if (known->r == colour.r && known->g == colour.g && known->b == colour.b)
        return false;
    *known = colour;
    const float parts[3] = {colour.r, colour.g, colour.b};
    for (int i = 0; i < 3; i++)
        pdf_put_number(content->out, (double)CLAMP(parts[i], 0.0F, 1.0F), COLOUR_PLACES);
    g_string_append(content->out, operator);
    return true;
}

void pdf_content_fill_colour(struct pdf_content *content, hai_colour colour)
{
    (void)set_colour(content, &content->state.fill, colour, "rg\n");
    pdf_content_alpha(content, colour.a, fabsf(content->state.stroke_alpha));
}

void pdf_content_stroke_colour(struct pdf_content *content, hai_colour colour)
{
    (void)set_colour(content, &content->state.stroke, colour, "RG\n");
    pdf_content_alpha(content, fabsf(content->state.fill_alpha), colour.a);
}

void pdf_content_alpha(struct pdf_content *content, float fill, float stroke)
{
    struct pdf_state *state = &content->state;

    if (state->fill_alpha == fill && state->stroke_alpha == stroke)
        return;
    state->fill_alpha = fill;
    state->stroke_alpha = stroke;
    GString *text = g_string_new("<< /ca ");
    pdf_put_number(text, (double)fill, COLOUR_PLACES);
    g_string_append(text, "/CA ");
    pdf_put_number(text, (double)stroke, COLOUR_PLACES);
    g_string_append(text, ">>");
    pdf_content_name(content, PDF_STATE, pdf_file_share(content->file, text->str));
    g_string_append(content->out, "gs\n");
    g_string_free(text, TRUE);
}

static void set_dashes(struct pdf_content *content, const hai_stroke *pen, double scale)
{
    bool is_dashed = pen->dash_count > 0;

    if (!is_dashed && !content->state.is_dashed)
        return;
    g_string_append_c(content->out, '[');
    for (uint32_t i = 0; i < pen->dash_count; i++)
        pdf_put_number(content->out, pen->dashes[i] * scale, PLACES);
    g_string_append(content->out, "] 0 d\n");
    content->state.is_dashed = is_dashed;
}

void pdf_content_pen(struct pdf_content *content, const hai_stroke *pen, double scale)
{
    hai_stroke *known = &content->state.pen;
    bool is_new = known->width < 0;
    double width = pen->width * scale;

    if (is_new) {
        pdf_put_number(content->out, MITRE_LIMIT, 0);
        g_string_append(content->out, "M\n");
    }
    if (known->width != width) {
        pdf_put_number(content->out, width, PLACES);
        g_string_append(content->out, "w\n");
    }
    if (known->cap != pen->cap) // PDF counts them as we do, from 0
        g_string_append_printf(content->out, "%u J\n", pen->cap);
    if (known->join != pen->join)
        g_string_append_printf(content->out, "%u j\n", pen->join);
    set_dashes(content, pen, scale);
    *known = (hai_stroke){.cap = pen->cap, .join = pen->join, .width = width};
}

void pdf_content_draw(struct pdf_content *content, unsigned form, const hai_matrix *matrix)
{
    bool is_placed = matrix->xx != 1 || matrix->yy != 1 || matrix->xy != 0 || matrix->yx != 0 ||
                     matrix->x0 != 0 || matrix->y0 != 0;

    if (is_placed) {
        pdf_content_save(content);
        pdf_content_matrix(content, matrix);
    }
    pdf_content_name(content, PDF_FORM, form);
    g_string_append(content->out, "Do\n");
    if (is_placed)
        pdf_content_restore(content);
}
