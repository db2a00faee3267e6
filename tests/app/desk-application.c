/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-application.h"

#include "zhihui-language.h"

AdwApplication *
desk_application_start (int *argc, char ***argv, const char *id)
{
  g_autoptr (AdwApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  zhihui_language_bind ();
  if (!gtk_init_check ())
    return NULL;

  g_test_init (argc, argv, NULL);
  application = adw_application_new (id, G_APPLICATION_NON_UNIQUE);
  /* Its style as well: %NULL has no place of its own. */
  g_application_set_resource_base_path (G_APPLICATION (application), "/cn/zhihui/Zhihui");
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&application);
}
