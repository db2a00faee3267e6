/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wrap-layout.h"

#define GAP 6 /* px between two of them, and between two lines */

/**
 * ZhihuiWrapLayout:
 *
 * Puts children side by side, each as wide as it would like to be, and goes on in a further line
 * where a line is full: the choices over a table in a narrow window. Those that expand begin with
 * the least they need, and have what their line has left.
 */
struct _ZhihuiWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (ZhihuiWrapLayout, zhihui_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* What stands side by side. */
typedef struct
{
  GtkWidget *first; /* borrowed; NULL: nothing is left */
  GtkWidget *end;   /* borrowed, nullable: the first child of the line after it */
  int        width, height;
  guint      n_expanding;
} Line;

static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
get_next (GtkWidget *child)
{
  return skip_hidden (gtk_widget_get_next_sibling (child));
}

static gboolean
expands (GtkWidget *child)
{
  return gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
}

/* @room: of the whole line, px; below 0: without end */
static int
measure_width (GtkWidget *child, int room)
{
  int least, usual;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &usual, NULL, NULL);
  if (room < 0)
    return usual;
  return expands (child) ? least : MAX (least, MIN (usual, room));
}

static int
measure_height (GtkWidget *child, int width)
{
  int least, usual;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &least, &usual, NULL, NULL);
  return usual;
}

static Line
take_line (GtkWidget *child, int room)
{
  Line line = { .first = child };

  for (; child != NULL; child = get_next (child))
    {
      int width = measure_width (child, room);
      int wanted = line.width + (line.width > 0 ? GAP : 0) + width;

      if (room >= 0 && line.width > 0 && wanted > room)
        break;
      line.width = wanted;
      line.height = MAX (line.height, measure_height (child, width));
      line.n_expanding += expands (child);
    }
  line.end = child;
  return line;
}

static GtkSizeRequestMode
zhihui_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_across (GtkWidget *widget, int *least, int *usual)
{
  *least = *usual = 0;
  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget)); child != NULL;
       child = get_next (child))
    {
      int one_least, one_usual;

      gtk_widget_measure (
        child, GTK_ORIENTATION_HORIZONTAL, -1, &one_least, &one_usual, NULL, NULL);
      *least = MAX (*least, one_least);
      *usual += one_usual + (*usual > 0 ? GAP : 0);
    }
}

static void
zhihui_wrap_layout_measure (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            GtkOrientation    orientation,
                            int               for_size,
                            int              *least,
                            int              *usual,
                            int              *least_baseline,
                            int              *usual_baseline)
{
  *least_baseline = *usual_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_across (widget, least, usual);
      return;
    }

  *usual = 0;
  for (Line line = take_line (skip_hidden (gtk_widget_get_first_child (widget)), for_size);
       line.first != NULL;
       line = take_line (line.end, for_size))
    *usual += line.height + (*usual > 0 ? GAP : 0);
  *least = *usual;
}

static void
allocate_line (const Line *line, int width, int y, gboolean is_rtl)
{
  int   left = MAX (width - line->width, 0);
  guint n_expanding = line->n_expanding;
  int   x = 0;

  for (GtkWidget *child = line->first; child != line->end; child = get_next (child))
    {
      int           own = measure_width (child, width);
      GtkAllocation place;

      if (n_expanding > 0 && expands (child))
        {
          int more = left / (int) n_expanding;

          own += more;
          left -= more;
          n_expanding--;
        }
      place = (GtkAllocation){ is_rtl ? width - x - own : x, y, own, line->height };
      gtk_widget_size_allocate (child, &place, -1);
      x += own + GAP;
    }
}

static void
zhihui_wrap_layout_allocate (
  GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int      y = 0;

  for (Line line = take_line (skip_hidden (gtk_widget_get_first_child (widget)), width);
       line.first != NULL;
       line = take_line (line.end, width))
    {
      allocate_line (&line, width, y, is_rtl);
      y += line.height + GAP;
    }
}

static void
zhihui_wrap_layout_class_init (ZhihuiWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = zhihui_wrap_layout_get_request_mode;
  manager_class->measure = zhihui_wrap_layout_measure;
  manager_class->allocate = zhihui_wrap_layout_allocate;
}

static void
zhihui_wrap_layout_init (ZhihuiWrapLayout *self)
{
}

/**
 * zhihui_wrap_layout_new:
 *
 * Returns: (transfer full): for one widget
 */
GtkLayoutManager *
zhihui_wrap_layout_new (void)
{
  return g_object_new (ZHIHUI_TYPE_WRAP_LAYOUT, NULL);
}
