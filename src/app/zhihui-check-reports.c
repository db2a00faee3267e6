/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-check-reports.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/**
 * zhihui_check_quote_json:
 *
 * Returns: (transfer full): @text as JSON
 */
char *
zhihui_check_quote_json (const char *text)
{
  g_autoptr (GString) out = g_string_new ("\"");

  for (const char *at = text; *at != '\0'; at++)
    if (*at == '"' || *at == '\\')
      g_string_append_printf (out, "\\%c", *at);
    else if ((guchar) *at < 0x20)
      g_string_append_printf (out, "\\u%04x", (guint) (guchar) *at);
    else
      g_string_append_c (out, *at);

  return g_string_free (g_string_append_c (g_steal_pointer (&out), '"'), FALSE);
}

static void
append_lines (GString *out, const char *head, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "  %s: %s\n", head, (const char *) lines->pdata[i]);
}

/**
 * zhihui_check_append_reports:
 * @out: the text goes to its end
 * @reports: (element-type ZhihuiResourceReport): of a platform that is not ours
 */
void
zhihui_check_append_reports (GString *out, GPtrArray *reports)
{
  for (guint i = 0; i < reports->len; i++)
    {
      const ZhihuiResourceReport *one = reports->pdata[i];

      g_string_append_printf (out,
                              _ ("\n%s: rows %" PRId64 ", pages %u\n"),
                              one->name,
                              (int64_t) one->n_rows,
                              one->n_pages);
      append_lines (out, _ ("coerced"), one->coerced);
      append_lines (out, _ ("never there"), one->missing);
      append_lines (out, _ ("note"), one->notes);
    }
}

static void
append_list (GString *out, const char *name, const GPtrArray *lines)
{
  g_string_append_printf (out, ",\"%s\":[", name);
  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *quoted = zhihui_check_quote_json (lines->pdata[i]);

      g_string_append_printf (out, "%s%s", i > 0 ? "," : "", quoted);
    }
  g_string_append (out, "]");
}

/**
 * zhihui_check_append_reports_json:
 * @out: the text goes to its end
 * @reports: (element-type ZhihuiResourceReport): of a platform that is not ours
 *
 * The member "read" of the answer.
 */
void
zhihui_check_append_reports_json (GString *out, GPtrArray *reports)
{
  g_string_append (out, ",\"read\":[");
  for (guint i = 0; i < reports->len; i++)
    {
      const ZhihuiResourceReport *one = reports->pdata[i];
      g_autofree char            *name = zhihui_check_quote_json (one->name);

      g_string_append_printf (out,
                              "%s\n {\"name\":%s,\"rows\":%" PRId64 ",\"pages\":%u",
                              i > 0 ? "," : "",
                              name,
                              (int64_t) one->n_rows,
                              one->n_pages);
      append_list (out, "coerced", one->coerced);
      append_list (out, "missing", one->missing);
      append_list (out, "notes", one->notes);
      g_string_append (out, "}");
    }
  g_string_append (out, "\n]");
}
