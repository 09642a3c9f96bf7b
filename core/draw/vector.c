// SPDX-License-Identifier: MIT
#include "draw/vector.h"

#include <dlfcn.h>
#include <glib.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <string.h>

#define MAX_SIDE 32767.0
#define FALLBACK_SIDE 100.0 // of a document that tells no size

struct vector {
    RsvgHandle *handle;
    hai_size size;
};

// librsvg brings thirty libraries, which cost each start of the program a tenth of a poster; so it
// is opened with the first document.
static struct {
    void *library;
    __typeof__(&rsvg_handle_new_from_data) new_from_data;
    __typeof__(&rsvg_handle_set_stylesheet) set_stylesheet;
    __typeof__(&rsvg_handle_set_dpi) set_dpi;
    __typeof__(&rsvg_handle_get_intrinsic_size_in_pixels) get_size;
    __typeof__(&rsvg_handle_get_intrinsic_dimensions) get_dimensions;
    __typeof__(&rsvg_handle_render_document) render;
    __typeof__(&g_object_unref) unref;
} rsvg;

#define RSVG_FILE "librsvg-2.so.2"

// Handles keep what they have computed, without a lock of their own; the lock is of the table, too.
static GMutex drawing;

static bool find_functions(void *library)
{
    const struct {
        const char *name;
        void *function; // where it is kept: POSIX has object pointers hold functions
    } wanted[] = {
        {"rsvg_handle_new_from_data", &rsvg.new_from_data},
        {"rsvg_handle_set_stylesheet", &rsvg.set_stylesheet},
        {"rsvg_handle_set_dpi", &rsvg.set_dpi},
        {"rsvg_handle_get_intrinsic_size_in_pixels", &rsvg.get_size},
        {"rsvg_handle_get_intrinsic_dimensions", &rsvg.get_dimensions},
        {"rsvg_handle_render_document", &rsvg.render},
        {"g_object_unref", &rsvg.unref},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
        void *function = dlsym(library, wanted[i].name);
        if (function == NULL)
            return false;
        memcpy(wanted[i].function, &function, sizeof function);
    }
    return true;
}

static bool load(void)
{
    g_mutex_lock(&drawing);
    if (rsvg.library == NULL) {
        void *library = dlopen(RSVG_FILE, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
        if (library != NULL && find_functions(library))
            rsvg.library = library;
    }
    bool is_there = rsvg.library != NULL;
    g_mutex_unlock(&drawing);
    return is_there;
}

bool vector_is_svg(const uint8_t *bytes, size_t size)
{
    // Declarations and remarks may stand before the root.
    char *start = g_strndup((const char *)bytes, MIN(size, 4096));
    const char *text = start;
    if (g_str_has_prefix(text, "\xef\xbb\xbf"))
        text += 3;
    while (g_ascii_isspace(*text))
        text++;
    bool found = *text == '<' && strstr(text, "<svg") != NULL;
    g_free(start);
    return found;
}

static hai_size find_size(RsvgHandle *handle)
{
    gdouble width = 0, height = 0;
    if (!rsvg.get_size(handle, &width, &height) || !(width > 0) || !(height > 0)) {
        gboolean has_width, has_height, has_view;
        RsvgLength across, down;
        RsvgRectangle view;
        rsvg.get_dimensions(handle, &has_width, &across, &has_height, &down, &has_view, &view);
        width = has_view ? view.width : FALLBACK_SIDE;
        height = has_view ? view.height : FALLBACK_SIDE;
    }
    if (!(width > 0 && height > 0 && isfinite(width) && isfinite(height)))
        width = height = FALLBACK_SIDE;
    double scale = fmin(1, MAX_SIDE / fmax(width, height));
    return (hai_size){fmax(width * scale, 1), fmax(height * scale, 1)};
}

static bool render(const struct vector *vector, cairo_t *cairo, GError **error)
{
    const RsvgRectangle viewport = {0, 0, vector->size.width, vector->size.height};
    g_mutex_lock(&drawing);
    bool done = rsvg.render(vector->handle, cairo, &viewport, error);
    g_mutex_unlock(&drawing);
    return done;
}

static bool try_drawing(const struct vector *vector, GError **error)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 32, 32);
    cairo_t *cairo = cairo_create(surface);
    cairo_scale(cairo, 32 / vector->size.width, 32 / vector->size.height);
    bool done = render(vector, cairo, error);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return done;
}

// librsvg's messages name domains and codes of libxml before they say what is wrong.
static char *plain_message(const GError *error)
{
    if (error == NULL)
        return g_strdup("it holds no picture");
    const char *marks = strstr(error->message, " of data: ");
    return g_strstrip(g_strdup(marks != NULL ? marks + strlen(" of data: ") : error->message));
}

struct vector *vector_new(const uint8_t *bytes, size_t size, const char *css, char **why)
{
    if (!load()) {
        *why = g_strdup("the library " RSVG_FILE " is missing or of another kind");
        return NULL;
    }
    GError *error = NULL;
    struct vector *vector = g_new0(struct vector, 1);
    bool is_whole = false;
    vector->handle = rsvg.new_from_data(bytes, size, &error);
    if (vector->handle == NULL)
        goto done;
    if (css != NULL &&
        !rsvg.set_stylesheet(vector->handle, (const guint8 *)css, strlen(css), &error))
        goto done;
    rsvg.set_dpi(vector->handle, 96);
    vector->size = find_size(vector->handle);
    is_whole = try_drawing(vector, &error);
done:
    if (is_whole)
        return vector;
    *why = plain_message(error);
    g_clear_error(&error);
    vector_free(vector);
    return NULL;
}

void vector_free(struct vector *vector)
{
    if (vector == NULL)
        return;
    if (vector->handle != NULL)
        rsvg.unref(vector->handle);
    g_free(vector);
}

hai_size vector_size(const struct vector *vector)
{
    return vector->size;
}

void vector_draw(const struct vector *vector, cairo_t *cairo)
{
    (void)render(vector, cairo, NULL); // it could be drawn when it was read
}
