// SPDX-License-Identifier: MIT
//
// A visual: what it is called, what it can be told, how large it is, and how it is drawn.
//
//     describe (this record) -> bind (core) -> check -> prepare -> measure -> draw
//
// check and prepare run once per block, after all options of the poster are bound. measure may run
// for several widths, draw once. measure and draw are pure and share one static plan() in the
// plugin, so that what was measured is what is drawn.
#ifndef HAIBAO_VISUAL_H
#define HAIBAO_VISUAL_H

#include <haibao/abi.h>
#include <haibao/block.h>
#include <haibao/canvas.h>
#include <haibao/geom.h>
#include <haibao/option.h>

// The visual spans the sheet from edge to edge, where it stands on the sheet itself.
#define HAI_VISUAL_BLEED UINT32_C(1)

// The head of what follows it: no page ends with it.
#define HAI_VISUAL_HEAD UINT32_C(2)

typedef struct hai_visual {
    uint32_t size;    // of this record
    uint32_t flags;   // HAI_VISUAL_…
    const char *type; // the name that specs use: "stamp"
    const char *title_zh, *title_en;
    const char *summary_zh, *summary_en;

    uint32_t struct_size; // of the visual's own struct, at most 64 KiB
    const void *defaults; // one such struct
    const hai_option *options;
    uint32_t option_size; // sizeof(hai_option) as the plugin knows it
    uint32_t option_count;

    // Rules across options; reports with hai_block_error. Optional.
    void (*check)(const hai_block *block, const void *options);

    // Work that no width changes; may keep results in the struct. Optional.
    void (*prepare)(const hai_block *block, void *options);

    // The size in the space; width at most space.width. Required.
    hai_size (*measure)(const hai_block *block, const void *options, hai_space space);

    // Draw into a box at least as high as measured at its width. Required.
    void (*draw)(const hai_block *block, const void *options, hai_canvas *canvas, hai_box box);

    // A one-sentence summary for people who cannot see it, where "alt" is not given. Optional.
    const char *(*summarise)(const hai_block *block, const void *options);

    // How much of it goes into a space of given height from part->from on: fill in `to` and
    // `height`. False where nothing does. Without the two calls it stays whole. Optional.
    bool (*divide)(const hai_block *block, const void *options, hai_space space, hai_part *part);

    // Draw a part into a box of its height. Required with divide.
    void (*draw_part)(const hai_block *block, const void *options, hai_canvas *canvas, hai_box box,
                      const hai_part *part);
} hai_visual;

#endif
