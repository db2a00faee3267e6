/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-shelf.h"

#include "zhihui-error.h"
#include "zhihui-plain-file.h"
#include "zhihui-reports-resources.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHIPPED "/cn/zhihui/reports"
#define MAX_OWN 100 /* files of the operator that are looked at */

struct _ZhihuiReportShelf
{
  GPtrArray *templates; /* (element-type ZhihuiReportTemplate), owned, by name */
  GPtrArray *faults;    /* (element-type utf8), owned: what is wrong with the operator's files */
};

/**
 * zhihui_report_shelf_dup_shipped:
 *
 * Returns: (transfer full) (nullable): the template of that name that comes with the program
 */
ZhihuiReportTemplate *
zhihui_report_shelf_dup_shipped (const char *name)
{
  g_autofree char *file = g_strconcat (name, ZHIHUI_REPORT_SUFFIX, NULL);
  g_autofree char *path = g_build_path ("/", SHIPPED, file, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiReportTemplate *template;

  bytes = g_resource_lookup_data (
    zhihui_reports_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    return NULL;
  template = zhihui_report_template_parse (bytes, file, &error);
  if (template == NULL)
    g_critical ("%s", error->message); /* it is ours: a test reads them all */
  return template;
}

/* Puts it in place of the template of that name, or beside the others. */
static void
put (ZhihuiReportShelf *self, ZhihuiReportTemplate *template)
{
  const char *name = zhihui_report_template_get_name (template);

  for (guint i = 0; i < self->templates->len; i++)
    if (g_str_equal (zhihui_report_template_get_name (self->templates->pdata[i]), name))
      {
        zhihui_report_template_unref (self->templates->pdata[i]);
        self->templates->pdata[i] = template;
        return;
      }
  g_ptr_array_add (self->templates, template);
}

static void
put_shipped (ZhihuiReportShelf *self)
{
  g_auto (GStrv) names = g_resource_enumerate_children (
    zhihui_reports_get_resource (), SHIPPED, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *name =
        g_strndup (names[i], strlen (names[i]) - strlen (ZHIHUI_REPORT_SUFFIX));
      ZhihuiReportTemplate *template = zhihui_report_shelf_dup_shipped (name);

      if (template != NULL)
        put (self, template);
    }
}

static void
put_own (ZhihuiReportShelf *self, const char *folder)
{
  g_autoptr (GPtrArray) paths = zhihui_plain_file_list (folder, ZHIHUI_REPORT_SUFFIX, MAX_OWN);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (GError) error = NULL;
      ZhihuiReportTemplate *template = zhihui_report_template_load (paths->pdata[i], &error);

      if (template != NULL)
        put (self, template);
      else
        g_ptr_array_add (self->faults, g_strdup (error->message));
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (zhihui_report_template_get_name (*(ZhihuiReportTemplate *const *) a),
                 zhihui_report_template_get_name (*(ZhihuiReportTemplate *const *) b));
}

/**
 * zhihui_report_shelf_new:
 * @folder: (nullable): where the operator's templates are; it need not exist
 *
 * Returns: (transfer full): the templates there are now
 */
ZhihuiReportShelf *
zhihui_report_shelf_new (const char *folder)
{
  ZhihuiReportShelf *self = g_new0 (ZhihuiReportShelf, 1);

  self->templates = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_report_template_unref);
  self->faults = g_ptr_array_new_with_free_func (g_free);
  put_shipped (self);
  put_own (self, folder);
  g_ptr_array_sort (self->templates, compare_names);
  return self;
}

/**
 * zhihui_report_shelf_new_of_user:
 *
 * As zhihui_report_shelf_new(), with the folder among the settings of who runs the program.
 *
 * Returns: (transfer full): the templates there are now
 */
ZhihuiReportShelf *
zhihui_report_shelf_new_of_user (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "zhihui", "reports", NULL);

  return zhihui_report_shelf_new (folder);
}

void
zhihui_report_shelf_free (ZhihuiReportShelf *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->templates);
  g_ptr_array_unref (self->faults);
  g_free (self);
}

guint
zhihui_report_shelf_get_n_templates (const ZhihuiReportShelf *self)
{
  return self->templates->len;
}

/**
 * zhihui_report_shelf_get_template:
 *
 * Returns: (transfer none): one of them, in the order of their names
 */
ZhihuiReportTemplate *
zhihui_report_shelf_get_template (const ZhihuiReportShelf *self, guint index)
{
  g_return_val_if_fail (index < self->templates->len, NULL);

  return self->templates->pdata[index];
}

/**
 * zhihui_report_shelf_get_fault:
 *
 * Returns: (transfer none) (nullable): "FILE:LINE:COLUMN: reason" of a file of the operator that is
 *   wrong, until there are no more
 */
const char *
zhihui_report_shelf_get_fault (const ZhihuiReportShelf *self, guint index)
{
  return index < self->faults->len ? self->faults->pdata[index] : NULL;
}

/**
 * zhihui_report_shelf_find:
 * @error: return location for %ZHIHUI_ERROR_NOT_FOUND, which names the templates there are
 *
 * Returns: (transfer none) (nullable): the template of that name
 */
ZhihuiReportTemplate *
zhihui_report_shelf_find (const ZhihuiReportShelf *self, const char *name, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < self->templates->len; i++)
    {
      const char *one = zhihui_report_template_get_name (self->templates->pdata[i]);

      if (g_str_equal (one, name))
        return self->templates->pdata[i];
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", one);
    }
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_NOT_FOUND,
               _ ("There is no template “%s”; there are: %s"),
               name,
               known->str);
  return NULL;
}
