/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <stdint.h>

G_BEGIN_DECLS

/* What libFuzzer calls, and replay-seeds.c with every seed. A find is a crash: an assertion, a
 * critical warning, a sanitizer. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

G_END_DECLS
