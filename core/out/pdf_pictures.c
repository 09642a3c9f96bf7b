// SPDX-License-Identifier: MIT
#include "out/pdf_pictures.h"

#include <math.h>
#include <string.h>

#include "draw/image.h"
#include "draw/shadow.h"
#include "out/pdf_import.h"

// A shadow's form, its box at 0, 0.
struct shadow_form {
    struct shadow_item shadow;
    unsigned form;
};

struct pdf_pictures {
    struct pdf_file *file;
    GHashTable *images;  // hai_image -> number
    GHashTable *imports; // digest -> number
    GArray *shadows;     // struct shadow_form
    cairo_status_t status;
};

struct pdf_pictures *pdf_pictures_new(struct pdf_file *file)
{
    struct pdf_pictures *pictures = g_new0(struct pdf_pictures, 1);

    pictures->file = file;
    pictures->images = g_hash_table_new(NULL, NULL);
    pictures->imports = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    pictures->shadows = g_array_new(FALSE, FALSE, sizeof(struct shadow_form));
    pictures->status = CAIRO_STATUS_SUCCESS;
    return pictures;
}

void pdf_pictures_free(struct pdf_pictures *pictures)
{
    if (pictures == NULL)
        return;
    g_hash_table_destroy(pictures->images);
    g_hash_table_destroy(pictures->imports);
    g_array_free(pictures->shadows, TRUE);
    g_free(pictures);
}

cairo_status_t pdf_pictures_status(const struct pdf_pictures *pictures)
{
    return pictures->status;
}

static void fail(struct pdf_pictures *pictures, cairo_status_t status)
{
    if (pictures->status == CAIRO_STATUS_SUCCESS)
        pictures->status = status;
}

// --- Pixels ---

// cairo's colours are multiplied by their alpha; a PDF's are not.
static uint8_t divide(uint32_t part, uint32_t alpha)
{
    uint32_t whole = alpha == 0 ? 0 : (part * 255 + alpha / 2) / alpha;
    return (uint8_t)MIN(whole, 255);
}

static void split(cairo_surface_t *surface, uint8_t *rgb, uint8_t *alpha)
{
    int width = cairo_image_surface_get_width(surface);
    int height = cairo_image_surface_get_height(surface);
    const unsigned char *rows = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);

    for (int y = 0; y < height; y++) {
        const uint32_t *row = (const uint32_t *)(const void *)(rows + (size_t)y * stride);
        for (int x = 0; x < width; x++) {
            uint32_t pixel = row[x], cover = alpha == NULL ? 255 : pixel >> 24;
            *rgb++ = divide(pixel >> 16 & 255, cover);
            *rgb++ = divide(pixel >> 8 & 255, cover);
            *rgb++ = divide(pixel & 255, cover);
            if (alpha != NULL)
                *alpha++ = (uint8_t)cover;
        }
    }
}

static GString *describe_image(int width, int height, const char *space)
{
    GString *text = g_string_new(NULL);

    g_string_append_printf(text,
                           "/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace "
                           "/Device%s /BitsPerComponent 8 /Interpolate true",
                           width, height, space);
    return text;
}

static unsigned put_pixels(struct pdf_pictures *pictures, cairo_surface_t *surface)
{
    int width = cairo_image_surface_get_width(surface);
    int height = cairo_image_surface_get_height(surface);
    size_t count = (size_t)width * (size_t)height;
    bool has_alpha = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32;
    uint8_t *rgb = g_try_malloc(3 * count), *alpha = has_alpha ? g_try_malloc(count) : NULL;
    unsigned number = 0;

    if (rgb == NULL || (has_alpha && alpha == NULL)) {
        fail(pictures, CAIRO_STATUS_NO_MEMORY);
        goto done;
    }
    split(surface, rgb, alpha);
    number = pdf_file_reserve(pictures->file);
    GString *text = describe_image(width, height, "RGB");
    if (has_alpha) {
        unsigned mask = pdf_file_reserve(pictures->file);
        GString *cover = describe_image(width, height, "Gray");
        pdf_file_put_stream(pictures->file, mask, cover->str, alpha, count, PDF_PACK);
        g_string_append_printf(text, " /SMask %u 0 R", mask);
        g_string_free(cover, TRUE);
    }
    pdf_file_put_stream(pictures->file, number, text->str, rgb, 3 * count, PDF_PACK);
    g_string_free(text, TRUE);
done:
    g_free(rgb);
    g_free(alpha);
    return number;
}

// The file's own bytes, as it was saved.
static unsigned put_jpeg(struct pdf_pictures *pictures, const hai_image *image)
{
    struct jpeg jpeg = image_jpeg(image);
    hai_size size = hai_image_size(image);
    unsigned number = pdf_file_reserve(pictures->file);
    GString *text =
        describe_image((int)size.width, (int)size.height, jpeg.is_grey ? "Gray" : "RGB");

    g_string_append(text, " /Filter /DCTDecode");
    pdf_file_put_stream(pictures->file, number, text->str, jpeg.bytes, jpeg.size, PDF_STORE);
    g_string_free(text, TRUE);
    return number;
}

static void draw_vector_image(cairo_t *cairo, const void *data)
{
    vector_draw(data, cairo);
}

static unsigned put_image(struct pdf_pictures *pictures, const hai_image *image)
{
    if (image_vector(image) != NULL) {
        cairo_status_t status;
        unsigned form = pdf_import(pictures->file, pictures->imports, hai_image_size(image),
                                   draw_vector_image, image_vector(image), &status);
        if (form == 0)
            fail(pictures, status != CAIRO_STATUS_SUCCESS ? status : CAIRO_STATUS_READ_ERROR);
        return form;
    }
    if (image_jpeg(image).bytes != NULL)
        return put_jpeg(pictures, image);
    return put_pixels(pictures, image_surface(image));
}

void pdf_pictures_draw_image(struct pdf_pictures *pictures, struct pdf_content *content,
                             const struct item *item)
{
    const struct image_item *image = &item->image;
    gpointer key = (gpointer)(uintptr_t)image->image;
    unsigned number = GPOINTER_TO_UINT(g_hash_table_lookup(pictures->images, key));

    if (number == 0) {
        number = put_image(pictures, image->image);
        g_hash_table_insert(pictures->images, key, GUINT_TO_POINTER(number));
    }
    if (number == 0)
        return;

    hai_box placed = image->placed;
    hai_size size = hai_image_size(image->image);
    // A form has its own size, pixels fill the square of 1, and stand on their heads.
    hai_matrix matrix = {placed.width / size.width,   0,        0,
                         placed.height / size.height, placed.x, placed.y};
    if (image_vector(image->image) == NULL)
        matrix =
            (hai_matrix){placed.width, 0, 0, -placed.height, placed.x, placed.y + placed.height};
    pdf_content_save(content);
    pdf_content_alpha(content, 1, 1);
    pdf_content_matrix(content, &item->matrix);
    pdf_content_box(content, image->box);
    g_string_append(content->out, "W n\n");
    pdf_content_draw(content, number, &matrix);
    pdf_content_restore(content);
}

// --- Shadows ---

static void put_layer(void *data, hai_box box, double radius, hai_colour colour)
{
    struct pdf_content *form = data;

    pdf_content_fill_colour(form, colour);
    pdf_content_rounded_box(form, box, radius);
    g_string_append(form->out, "f\n");
}

static unsigned find_shadow(struct pdf_pictures *pictures, const struct shadow_item *shadow,
                            unsigned page)
{
    struct shadow_form made = {.shadow = *shadow};

    made.shadow.box.x = made.shadow.box.y = 0;
    for (unsigned i = 0; i < pictures->shadows->len; i++) {
        const struct shadow_form *known = &g_array_index(pictures->shadows, struct shadow_form, i);
        if (shadow_is_alike(&known->shadow, &made.shadow))
            return known->form;
    }
    made.form = pdf_file_reserve(pictures->file);
    struct pdf_content *form =
        pdf_content_new(pictures->file, made.form, page, (hai_matrix){.xx = 1, .yy = 1});
    shadow_layers(&made.shadow, put_layer, form);
    pdf_content_put_form(form, box_outset(made.shadow.box, SHADOW_REACH(shadow->blur)), "");
    pdf_content_free(form);
    g_array_append_val(pictures->shadows, made);
    return made.form;
}

void pdf_pictures_draw_shadow(struct pdf_pictures *pictures, struct pdf_content *content,
                              const struct item *item)
{
    const struct shadow_item *shadow = &item->shadow;
    hai_matrix place = {.xx = 1, .yy = 1, .x0 = shadow->box.x, .y0 = shadow->box.y};
    hai_matrix matrix = matrix_multiply(&place, &item->matrix);

    pdf_content_draw(content, find_shadow(pictures, shadow, content->page), &matrix);
}

// --- cairo ---

static void draw_call(cairo_t *cairo, const void *data)
{
    const struct cairo_item *call = data;

    cairo_translate(cairo, -call->box.x, -call->box.y);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    call->draw(cairo, call->data);
}

void pdf_pictures_draw_cairo(struct pdf_pictures *pictures, struct pdf_content *content,
                             const struct item *item)
{
    hai_box box = item->cairo.box;
    cairo_status_t status;
    unsigned form = pdf_import(pictures->file, pictures->imports, (hai_size){box.width, box.height},
                               draw_call, &item->cairo, &status);

    if (form == 0) {
        fail(pictures, status != CAIRO_STATUS_SUCCESS ? status : CAIRO_STATUS_READ_ERROR);
        return;
    }
    hai_matrix place = {.xx = 1, .yy = 1, .x0 = box.x, .y0 = box.y};
    hai_matrix matrix = matrix_multiply(&place, &item->matrix);
    pdf_content_alpha(content, 1, 1);
    pdf_content_draw(content, form, &matrix);
}
