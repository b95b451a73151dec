#include "engine/access/vetting.hpp"

#include "engine/access/capacities.hpp"

namespace ladder::access {

std::string_view vetting_id(v1::Vetting vetting) {
    switch (vetting) {
        case v1::VETTING_BASELINE:
            return "baseline";
        case v1::VETTING_CTC:
            return "ctc";
        case v1::VETTING_SC:
            return "sc";
        case v1::VETTING_DV:
            return "dv";
        default:
            return {};
    }
}

const v1::Clearance* clearance_on(const v1::Person& person, std::string_view day) {
    const v1::Clearance* found = nullptr;
    for (const auto& clearance : person.clearances()) {
        if (holds_on(clearance, day)) {
            found = &clearance;
        }
    }
    return found;
}

}  // namespace ladder::access
