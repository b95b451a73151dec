#include "services/cli/console_pages.hpp"

#include "services/console/auditor/auditor.hpp"
#include "services/console/letters/letters.hpp"
#include "services/console/npia/npia.hpp"
#include "services/console/rulebook/rulebook.hpp"
#include "services/console/secretariat/secretariat.hpp"
#include "services/console/subject/subject.hpp"

namespace ladder::cli {

std::vector<console::AddPages> console_pages() {
    return {
        auditor::add_pages,
        letters::add_pages,
        npia::add_pages,
        rulebook::add_pages,
        secretariat::add_pages,
        subject::add_pages};
}

}  // namespace ladder::cli
