/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-fault.h"

#include "zhihui-error.h"

#include <glib/gi18n-lib.h>

/**
 * zhihui_desk_fault_describe:
 * @error: (nullable): of what a page asked the source for, %NULL an answer that cannot be read
 *
 * Returns: (transfer none): what a page says instead of the figures, in words a clerk understands
 */
const char *
zhihui_desk_fault_describe (const GError *error)
{
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND))
    return _ ("This source does not tell it");
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED))
    return _ ("This token may not read it");
  return _ ("It could not be read now; it is tried again in a minute");
}
