/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>

#include "fuzz-target.h"
#include "zhihui-error.h"
#include "zhihui-wire.h"

/* What the guard lets pass another parser reads, too. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  /* Memory of its own size: a byte read too far is seen. */
  g_autofree char *text = g_memdup2 (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = NULL;

  if (!zhihui_wire_guard_check (text, size, &error))
    {
      g_assert_cmpuint (error->domain, ==, ZHIHUI_ERROR);
      return 0;
    }

  g_assert_no_error (error);
  parser = json_parser_new ();
  json_parser_load_from_data (parser, text, (gssize) size, &error);
  g_assert_no_error (error);
  return 0;
}
