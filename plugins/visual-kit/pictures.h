// SPDX-License-Identifier: MIT
//
// Icons and images that the rows of a table name.
#ifndef VISUAL_KIT_PICTURES_H
#define VISUAL_KIT_PICTURES_H

#include <haibao/haibao.h>

// Of `prepare`: one for each of the first `most` rows, NULL where the cell is empty or the column
// -1. What cannot be read is reported at its cell.
const hai_icon **kit_row_icons(const hai_block *block, const hai_table *rows, int32_t column,
                               int32_t most);
const hai_image **kit_row_images(const hai_block *block, const hai_table *rows, int32_t column,
                                 int32_t most);

#endif
