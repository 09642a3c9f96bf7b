// SPDX-License-Identifier: MIT
#include "layout/format.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#define POINTS_PER_MM (72 / 25.4)
#define PRINT_DPI 300.0
#define HAND_WIDTH_MM                                                                              \
    297.0 // sheets up to here are held in the hand: body text of 7.5 pt can be read
#define PHONE_WIDTH 1200.0 // sheets up to here are looked at on phones, at 38 % of their size

static const struct {
    const char *name;
    double width, height; // layout pixels, or
    double width_mm, height_mm;
} formats[] = {
    {.name = "long", .width = 1080, .height = 0},
    {.name = "phone", .width = 1080, .height = 1920},
    {.name = "square", .width = 1080, .height = 1080},
    {.name = "cover", .width = 900, .height = 383},
    {.name = "screen", .width = 1920, .height = 1080},
    {.name = "a4", .width_mm = 210, .height_mm = 297},
    {.name = "a3", .width_mm = 297, .height_mm = 420},
    {.name = "a2", .width_mm = 420, .height_mm = 594},
    {.name = "a1", .width_mm = 594, .height_mm = 841},
};

static const char *const names[] = {"long", "phone", "square", "cover", "screen",
                                    "a4",   "a3",    "a2",     "a1",    NULL};

static struct format on_screen(double width, double height)
{
    return (struct format){.width = width,
                           .height = height,
                           .pixels = 1,
                           .points = 0.75,
                           .most_shrunk = width <= PHONE_WIDTH ? 1.15 : 1.4};
}

static struct format on_paper(double width_mm, double height_mm)
{
    double body_points = 10.5 * pow(width_mm / 210, 0.75);
    double points = body_points / FORMAT_REM;
    double least_points = 7.5 * sqrt(fmax(width_mm, HAND_WIDTH_MM) / HAND_WIDTH_MM);
    return (struct format){.width = width_mm * POINTS_PER_MM / points,
                           .height = height_mm * POINTS_PER_MM / points,
                           .pixels = points * PRINT_DPI / 72,
                           .points = points,
                           .dpi = PRINT_DPI,
                           .most_shrunk = fmax(body_points / least_points, 1)};
}

static bool is_side(double side)
{
    return side >= 1 && side <= FORMAT_MAX_SIDE;
}

// "210mm x 297mm", "1080x1920", "1080 × 0".
static bool parse_pair(const char *text, struct format *format)
{
    char *end;
    double width = g_ascii_strtod(text, &end);
    if (end == text)
        return false;
    bool is_mm = g_str_has_prefix(end, "mm");
    end += is_mm ? 2 : 0;
    end += strspn(end, " ");
    if (g_str_has_prefix(end, "×"))
        end += strlen("×");
    else if (*end == 'x')
        end++;
    else
        return false;
    const char *second = end + strspn(end, " ");
    double height = g_ascii_strtod(second, &end);
    if (end == second || is_mm != g_str_has_prefix(end, "mm"))
        return false;
    end += is_mm ? 2 : 0;
    if (*end != '\0')
        return false;
    if (is_mm) {
        if (!(width >= 10 && width <= 2000 && height >= 10 && height <= 2000))
            return false;
        *format = on_paper(width, height);
        return true;
    }
    if (!is_side(width) || !(height == 0 || is_side(height)))
        return false;
    *format = on_screen(width, height);
    return true;
}

bool format_parse(const char *text, struct format *format)
{
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (strcmp(text, formats[i].name) != 0)
            continue;
        *format = formats[i].width_mm > 0 ? on_paper(formats[i].width_mm, formats[i].height_mm)
                                          : on_screen(formats[i].width, formats[i].height);
        return true;
    }
    return parse_pair(text, format);
}

bool format_read(json_t *value, struct report *report, struct place place, struct format *format)
{
    if (json_is_array(value) && json_array_size(value) == 2) {
        json_t *width = json_array_get(value, 0), *height = json_array_get(value, 1);
        double w = json_number_value(width), h = json_number_value(height);
        if (json_is_number(width) && json_is_number(height) && is_side(w) &&
            (h == 0 || is_side(h))) {
            *format = on_screen(w, h);
            return true;
        }
        report_add(report, SEVERITY_ERROR, "page.size", place, "write [1080, 1920]; height 0 grows",
                   "a page's sides must be numbers from 1 to %d", FORMAT_MAX_SIDE);
        return false;
    }
    const char *text = json_string_value(value);
    if (text != NULL && format_parse(text, format))
        return true;
    const char *nearest = text == NULL ? NULL : report_nearest(text, names);
    char *hint = nearest != NULL
                     ? g_strdup_printf("did you mean '%s'?", nearest)
                     : g_strdup("long, phone, square, cover, screen, a4, a3, a2, a1, [width, "
                                "height] in px, or \"210mm x 297mm\" (10 to 2000 mm)");
    report_add(report, SEVERITY_ERROR, "page.size", place, hint, "'%s' is no page size",
               text == NULL ? "this" : text);
    g_free(hint);
    return false;
}
