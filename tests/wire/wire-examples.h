/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-wire.h"

G_BEGIN_DECLS

/* The examples of docs/wire.md, and what both sides do with each kind. */
typedef struct
{
  char *kind; /* owned: "meta", "ranking", … ; "written" is only written by the platform */
  char *text; /* owned: JSON */
  guint line; /* of docs/wire.md */
} WireExample;

GPtrArray *wire_examples_load (void); /* (element-type WireExample) */

/* Decodes and encodes again; NULL with @error when it is refused. */
char *wire_examples_pass (const char *kind, GBytes *body, GError **error);

/* The path of a file beside the project's own tree, or NULL: then the test was marked skipped. */
char *wire_examples_find_shared (const char *path);

G_END_DECLS
