/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-application.h"

#include "zhihui-language.h"

/* AdwMessageDialog of libadwaita 1.6 and later, which is not told off any more, measures its labels
 * for less than they need before it decides how its buttons stand. */
static gboolean
is_of_a_dialog (const char *message)
{
  return adw_get_minor_version () >= 6 && g_str_has_prefix (message, "Trying to measure ");
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  GString *log = user_data;

  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      {
        if (is_of_a_dialog (fields[i].value))
          return G_LOG_WRITER_HANDLED;
        if (log != NULL)
          g_string_append_printf (log, "%s\n", (const char *) fields[i].value);
      }
  return g_log_writer_default (level, fields, n_fields, NULL);
}

AdwApplication *
desk_application_start (int *argc, char ***argv, const char *id)
{
  return desk_application_start_with_log (argc, argv, id, NULL);
}

AdwApplication *
desk_application_start_with_log (int *argc, char ***argv, const char *id, GString *log)
{
  g_autoptr (AdwApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  zhihui_language_bind ();
  if (!gtk_init_check ())
    return NULL;

  g_test_init (argc, argv, NULL);
  g_log_set_writer_func (write_log, log, NULL);
  application = adw_application_new (id, G_APPLICATION_NON_UNIQUE);
  /* Its style as well: %NULL has no place of its own. */
  g_application_set_resource_base_path (G_APPLICATION (application), "/cn/zhihui/Zhihui");
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&application);
}
