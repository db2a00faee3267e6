/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-error.h"

/* Not G_DEFINE_QUARK: clang-format would write the name as a subtraction. */
GQuark
zhihui_error_quark (void)
{
  return g_quark_from_static_string ("zhihui-error-quark");
}
