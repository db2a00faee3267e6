/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire-courses.h"

#include "zhihui-wire-parts.h"

#define MAX_STEPS 120

typedef struct
{
  ZhihuiStamp    stamp;
  char          *metric;  /* owned */
  char          *region;  /* owned */
  char          *peer;    /* owned */
  ZhihuiCourses *courses; /* borrowed */
} Draft;

/* One unit: as many figures as there are steps. */
typedef struct
{
  char   *unit;  /* owned */
  GArray *n, *k; /* (element-type gint64), owned */
} Course;

static gboolean
read_start (ZhihuiWireReader *reader, gpointer target)
{
  ZhihuiCourses *courses = *(ZhihuiCourses **) target;
  gint64         start;

  /* Units that were read have as many figures as there were steps. */
  if (g_hash_table_size (courses->units) > 0)
    return zhihui_wire_reader_fail (reader, NULL, "stands behind the units");
  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_INSTANT, &start))
    return FALSE;
  if (courses->starts->len >= MAX_STEPS)
    return zhihui_wire_reader_fail (reader, NULL, "is one step too many");
  g_array_append_val (courses->starts, start);
  return TRUE;
}

static const ZhihuiWireMember course_members[] = {
  ZHIHUI_WIRE_NEED (Course, unit, "unit", TEXT),
  ZHIHUI_WIRE_NEED_LIST (Course, n, "n", zhihui_wire_read_count),
  ZHIHUI_WIRE_MAY_LIST (Course, k, "k", zhihui_wire_read_count),
};

static gboolean
take_course (ZhihuiWireReader *reader, ZhihuiCourses *courses, Course *course)
{
  guint                   n_steps = courses->starts->len;
  g_autofree ZhihuiTally *steps = g_new0 (ZhihuiTally, n_steps + 1);

  if (course->n->len != n_steps)
    return zhihui_wire_reader_fail (reader, "n", "has not one figure a step");
  if (course->k->len != 0 && course->k->len != n_steps)
    return zhihui_wire_reader_fail (reader, "k", "has not one figure a step");
  for (guint i = 0; i < n_steps; i++)
    {
      steps[i].n = g_array_index (course->n, gint64, i);
      steps[i].k = course->k->len > 0 ? g_array_index (course->k, gint64, i) : 0;
      if (steps[i].k > steps[i].n)
        return zhihui_wire_reader_fail (reader, "k", "is more than n");
    }
  g_hash_table_insert (courses->units, g_steal_pointer (&course->unit), g_steal_pointer (&steps));
  return TRUE;
}

static gboolean
read_course (ZhihuiWireReader *reader, gpointer target)
{
  Course   course = { .n = g_array_new (FALSE, FALSE, sizeof (gint64)),
                      .k = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  gboolean ok = zhihui_wire_reader_read_object (
                  reader, course_members, G_N_ELEMENTS (course_members), &course) &&
                take_course (reader, *(ZhihuiCourses **) target, &course);

  g_free (course.unit);
  g_array_unref (course.n);
  g_array_unref (course.k);
  return ok;
}

/* The steps stand before the units, whose figures are as many. */
static const ZhihuiWireMember members[] = {
  ZHIHUI_WIRE_STAMP (Draft),
  ZHIHUI_WIRE_NEED (Draft, metric, "metric", TEXT),
  ZHIHUI_WIRE_MAY (Draft, region, "region", TEXT),
  ZHIHUI_WIRE_MAY (Draft, peer, "peer", TEXT),
  ZHIHUI_WIRE_NEED_LIST (Draft, courses, "starts", read_start),
  ZHIHUI_WIRE_NEED_LIST (Draft, courses, "items", read_course),
};

/**
 * zhihui_wire_decode_courses:
 * @body: the answer of /courses
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the last months of every unit
 */
ZhihuiCourses *
zhihui_wire_decode_courses (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiCourses) self = zhihui_courses_new ();
  Draft            draft = { .courses = self };
  g_autofree char *metric = NULL;
  gboolean         ok;

  ok = zhihui_wire_read_root (body, members, G_N_ELEMENTS (members), &draft, error) &&
       zhihui_wire_settle_head (&draft.stamp, NULL, error);
  self->stamp = draft.stamp;
  self->region = draft.region;
  self->peer = draft.peer;
  metric = draft.metric;
  if (!ok)
    return NULL;

  zhihui_wire_fill_text (&self->region, "");
  zhihui_wire_fill_text (&self->peer, "all");
  if (!zhihui_metric_parse (metric, &self->metric))
    {
      zhihui_wire_fail_word (error, "metric", metric);
      return NULL;
    }

  return g_steal_pointer (&self);
}

static void
write_counts (ZhihuiWireWriter *writer, const char *name, const ZhihuiTally *steps, guint n_steps)
{
  gboolean is_part = *name == 'k';

  zhihui_wire_writer_open_list (writer, name);
  for (guint i = 0; i < n_steps; i++)
    zhihui_wire_writer_integer (writer, NULL, is_part ? steps[i].k : steps[i].n);
  zhihui_wire_writer_close_list (writer);
}

/**
 * zhihui_wire_encode_courses:
 * @courses: the last months of every unit
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /courses, units by id
 */
char *
zhihui_wire_encode_courses (ZhihuiCourses *courses, ZhihuiZone *zone)
{
  gboolean is_count = zhihui_metric_get_traits (courses->metric)->is_count;
  g_autoptr (GList) ids = g_hash_table_get_keys (courses->units);
  ZhihuiWireWriter writer;

  g_return_val_if_fail (courses != NULL && zone != NULL, NULL);

  ids = g_list_sort (ids, (GCompareFunc) strcmp);
  zhihui_wire_open_list (&writer, zone, &courses->stamp, NULL);
  zhihui_wire_writer_text (&writer, "metric", zhihui_metric_get_traits (courses->metric)->id);
  zhihui_wire_writer_text (&writer, "region", courses->region);
  zhihui_wire_writer_text (&writer, "peer", courses->peer);
  zhihui_wire_writer_text (&writer, "step", "month");
  zhihui_wire_writer_open_list (&writer, "starts");
  for (guint i = 0; i < courses->starts->len; i++)
    zhihui_wire_writer_instant (&writer, NULL, g_array_index (courses->starts, gint64, i));
  zhihui_wire_writer_close_list (&writer);
  zhihui_wire_writer_open_list (&writer, "items");
  for (GList *i = ids; i != NULL; i = i->next)
    {
      const ZhihuiTally *steps = g_hash_table_lookup (courses->units, i->data);

      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_text (&writer, "unit", i->data);
      write_counts (&writer, "n", steps, courses->starts->len);
      if (!is_count)
        write_counts (&writer, "k", steps, courses->starts->len);
      zhihui_wire_writer_close_object (&writer);
    }
  return zhihui_wire_close_list (&writer, NULL);
}
