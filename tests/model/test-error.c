/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-error.h"

#include <gio/gio.h>

static void
domain_is_one_and_its_own (void)
{
  g_autoptr (GError) error =
    g_error_new_literal (ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED, "the token has expired");

  g_assert_cmpstr (g_quark_to_string (ZHIHUI_ERROR), ==, "zhihui-error-quark");
  g_assert_cmpuint (ZHIHUI_ERROR, ==, zhihui_error_quark ());
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED);
  g_assert_false (g_error_matches (error, G_IO_ERROR, ZHIHUI_ERROR_REFUSED));
  g_assert_false (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE));
}

static void
codes_differ (void)
{
  const ZhihuiError codes[] = {
    ZHIHUI_ERROR_OFFLINE,   ZHIHUI_ERROR_REFUSED, ZHIHUI_ERROR_UNKNOWN_TOKEN,
    ZHIHUI_ERROR_MALFORMED, ZHIHUI_ERROR_INVALID, ZHIHUI_ERROR_NOT_FOUND,
    ZHIHUI_ERROR_TOO_LARGE, ZHIHUI_ERROR_EXISTS,  ZHIHUI_ERROR_FAILED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpint (codes[i], !=, codes[j]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/domain-is-one-and-its-own", domain_is_one_and_its_own);
  g_test_add_func ("/error/codes-differ", codes_differ);
  return g_test_run ();
}
