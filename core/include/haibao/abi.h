// SPDX-License-Identifier: MIT
//
// The version of the plugin boundary, and the rules by which it grows.
//
// A plugin built against major M, minor m loads in every host with the same major and a minor
// of at least m. Every record that crosses the boundary starts with its size in bytes and only
// ever grows at its end; a reader copies the bytes that both sides know and takes the rest as
// zero. Arrays of records carry the size of one element. All text is UTF-8. The boundary has
// no C enum, no bit-field, no FILE, no va_list and no type whose width depends on the machine.
#ifndef HAIBAO_ABI_H
#define HAIBAO_ABI_H

#include <stddef.h>
#include <stdint.h>

#define HAI_ABI_MAJOR 1
// 1.1 added hai_visual.summarise; 1.2 more of hai_text_style, and reads types by its size;
// 1.3 hai_number_format.style, figures and units apart, and common scales; 1.4 options of kind
// ICON, hai_canvas_icon, hai_canvas_image_at, SVG as images, HAI_VISUAL_HEAD; 1.5 options of kind
// JSON, and json.h; pictures that cells name: HAI_OUTSIDE, hai_block_icon, hai_block_image; parts:
// hai_visual.divide and draw_part, and the calls for parts of children and of paragraphs; scales
// that siblings share; 1.6 names that siblings share, HAI_TEXT_TITLE_RIGHT; 1.7
// hai_canvas_image_toned; 1.8 hai_canvas_set_ground and hai_canvas_ground; 1.9 HAI_TEXT_BODY.
#define HAI_ABI_MINOR 9

// "HAIB", read as a little-endian number.
#define HAI_MAGIC UINT32_C(0x42494148)

// What libhaibao offers to plugins, and the one thing that a plugin offers to it.
#define HAI_API __attribute__((visibility("default")))
#define HAI_EXPORT __attribute__((visibility("default"), used))

#define HAI_PRINTF(text, first) __attribute__((format(printf, text, first)))

#define HAI_COUNT(array) ((uint32_t)(sizeof(array) / sizeof((array)[0])))

#endif
