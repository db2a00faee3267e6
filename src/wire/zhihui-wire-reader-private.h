/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-wire-reader.h"
#include "zhihui-wire.h"

G_BEGIN_DECLS

/* A step from the root to where the reader stands, for messages. */
typedef struct
{
  const char *name; /* borrowed; NULL for an element of an array */
  guint       index;
} Step;

/* Inside the guarded text brackets and quotes always pair, so nothing here looks for the end but
 * what reads a bare number. */
struct _ZhihuiWireReader
{
  GBytes     *body;
  const char *at; /* at the first byte of a value whenever a public function is called */
  const char *end;
  Step        steps[ZHIHUI_WIRE_MAX_DEPTH + 1];
  guint       n_steps;
  GError     *error;  /* the first */
  char       *failed; /* owned: where that was, or NULL */
};

gboolean zhihui_wire_reader_fail_type (ZhihuiWireReader *self, const char *due);

/* Whether a byte may stand in a number or a word. */
static inline gboolean
zhihui_wire_is_bare (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '+' || c == '.';
}

static inline void
zhihui_wire_reader_skip_blanks (ZhihuiWireReader *self)
{
  while (self->at < self->end && g_ascii_isspace (*self->at))
    self->at++;
}

G_END_DECLS
