// SPDX-License-Identifier: MIT
#include "visual-kit/pictures.h"

static int32_t count_rows(const hai_table *rows, int32_t most)
{
    int32_t count = hai_table_rows(rows);
    return count < most ? count : most;
}

// Where the cell stands, for messages.
static const char *place_of(const hai_block *block, const hai_table *rows, int32_t row,
                            int32_t column)
{
    return hai_block_printf(block, "rows/%d/%s", (int)row, hai_table_column_name(rows, column));
}

const hai_icon **kit_row_icons(const hai_block *block, const hai_table *rows, int32_t column,
                               int32_t most)
{
    int32_t count = count_rows(rows, most);
    const hai_icon **icons = hai_block_alloc(block, ((size_t)count + 1) * sizeof *icons);
    for (int32_t i = 0; i < count; i++) {
        const char *name = hai_table_text(rows, i, column);
        if (name[0] != '\0')
            icons[i] = hai_block_icon(block, place_of(block, rows, i, column), name);
    }
    return icons;
}

const hai_image **kit_row_images(const hai_block *block, const hai_table *rows, int32_t column,
                                 int32_t most)
{
    int32_t count = count_rows(rows, most);
    const hai_image **images = hai_block_alloc(block, ((size_t)count + 1) * sizeof *images);
    for (int32_t i = 0; i < count; i++) {
        const char *name = hai_table_text(rows, i, column);
        if (name[0] != '\0')
            images[i] = hai_block_image(block, place_of(block, rows, i, column), name);
    }
    return images;
}
