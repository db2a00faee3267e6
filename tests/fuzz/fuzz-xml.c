/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fuzz-target.h"
#include "zhihui-error.h"
#include "zhihui-wire.h"
#include "zhihui-xml-text.h"

/* What XML becomes is JSON that the guard lets pass, or too large. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *copy = g_memdup2 (data, size);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = zhihui_xml_to_json (copy, size, &error);

  g_assert_true ((json == NULL) == (error != NULL));
  if (json == NULL)
    return 0;

  if (!zhihui_wire_guard_check (json, strlen (json), &error))
    g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_TOO_LARGE);
  return 0;
}
