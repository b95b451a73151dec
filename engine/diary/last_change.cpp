#include "engine/diary/last_change.hpp"

namespace ladder::diary {

bool is_housekeeping(const v1::Event& event) {
    return event.has_deadline_fired() || event.has_task_opened() || event.has_task_changed();
}

void LastChange::note(const v1::Event& event, const command::Recorded& recorded) {
    if (!is_housekeeping(event)) {
        version = recorded.version;
        by = recorded.actor;
    }
}

}  // namespace ladder::diary
