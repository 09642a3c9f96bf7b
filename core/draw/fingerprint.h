// SPDX-License-Identifier: MIT
//
// What a band of a sheet is drawn from, as one hash: bands with the same fingerprint have the same
// pixels, so that one need not be drawn for each row of a batch.
#ifndef HAIBAO_DRAW_FINGERPRINT_H
#define HAIBAO_DRAW_FINGERPRINT_H

#include "base/digest.h"
#include "draw/items.h"

// Those of a record's items; the record must outlive them.
struct fingerprints;
struct fingerprints *fingerprints_new(const struct record *record);
void fingerprints_free(struct fingerprints *prints);

// Add all that is seen in the band. False where that cannot be told: images, and what visuals draw
// with cairo. Faces count by their address: fingerprints hold while the fonts are open.
bool fingerprint_band(struct fingerprints *prints, hai_box band, struct digest *digest);

#endif
