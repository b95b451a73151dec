#include "services/console/secretariat/secretariat.hpp"

#include "services/console/secretariat/pages.hpp"

namespace ladder::secretariat {

void add_pages(console::Pages& pages) {
    add_today_pages(pages);
    add_board_pages(pages);
    add_meeting_pages(pages);
    add_agenda_pages(pages);
    add_pack_pages(pages);
    add_attendance_pages(pages);
    add_record_pages(pages);
    add_outcome_pages(pages);
    add_minutes_pages(pages);
    add_calendar_pages(pages);
}

}  // namespace ladder::secretariat
