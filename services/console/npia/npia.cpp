#include "services/console/npia/npia.hpp"

#include "services/console/npia/shared.hpp"
#include "services/console/procedure_forms.hpp"

namespace ladder::npia {

void add_pages(console::Pages& pages) {
    add_request_pages(pages);
    add_commission_list_pages(pages);
    add_commission_pages(pages);
    add_peer_list_pages(pages);
    add_peer_pages(pages);
    add_capacity_pages(pages);
    add_start_pages(pages);
    add_own_pages(pages);
    // A referral is shown among the requests, a commission among its like.
    console::add_procedure_acts(pages, "/requests");
    console::add_procedure_acts(pages, "/commissions");
    console::add_procedure_acts(pages, "/own");
}

}  // namespace ladder::npia
