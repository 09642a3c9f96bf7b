// SPDX-License-Identifier: MIT
#include "visual-kit/seal.h"

#include <math.h>
#include <string.h>

#include "visual-kit/ornament.h"

#define PADDING 0.16 // of a cell, around all of them

static size_t bytes_of(const char *text)
{
    size_t bytes = 1;
    while (((unsigned char)text[bytes] & 0xc0) == 0x80)
        bytes++;
    return bytes;
}

int kit_seal_count(const char *text)
{
    int count = 0;
    for (; *text != '\0' && count <= KIT_SEAL_MAX; text += bytes_of(text))
        count++;
    return count;
}

static int rows_of(int count)
{
    return count <= 3 ? (count > 1 ? count : 1) : 2;
}

hai_size kit_seal_size(const char *text, double cell)
{
    int count = kit_seal_count(text), rows = rows_of(count);
    int columns = count > 3 ? 2 : 1;
    return (hai_size){cell * (columns + 2 * PADDING), cell * (rows + 2 * PADDING)};
}

void kit_draw_seal(const hai_block *block, hai_canvas *canvas, const char *text, double x, double y,
                   double cell, hai_colour ink, const char *on)
{
    int count = kit_seal_count(text), rows = rows_of(count);
    hai_size size = kit_seal_size(text, cell);
    kit_seal_path(canvas, (hai_box){x, y, size.width, size.height});
    hai_canvas_fill(canvas, hai_paint_colour(ink));
    hai_text_style style = hai_theme_type(hai_block_theme(block), "section");
    style.family = "serif";
    style.weight = 900;
    style.size = cell * 0.86;
    style.line_height = 1;
    style.tracking = 0;
    style.align = HAI_TEXT_LEFT;
    style.colour = on;
    for (int i = 0; i < count && i < KIT_SEAL_MAX; i++) {
        size_t bytes = bytes_of(text);
        const char *one = hai_block_printf(block, "%.*s", (int)bytes, text);
        const hai_paragraph *glyph = hai_paragraph_new(block, one, &style, 0);
        hai_box box = hai_paragraph_ink(glyph);
        int column = count > 3 ? 1 - i / rows : 0;
        double left = x + cell * (PADDING + column), top = y + cell * (PADDING + i % rows);
        hai_canvas_paragraph(canvas, glyph, left + (cell - box.width) / 2 - box.x,
                             top + (cell - box.height) / 2 - box.y);
        text += bytes;
    }
}
