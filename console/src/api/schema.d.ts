// Made from the OpenAPI document 113ea3df70d6a380
// by `make types`; not to be edited.
export interface paths {
    "/api/access_groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: string | null;
                    offset?: string | null;
                    order_by?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccessGroupList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewAccessGroupBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccessGroupMade"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete: {
            parameters: {
                query?: {
                    id?: string[] | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccessGroupsDeleted"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/access_groups/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccessGroupSearchBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccessGroupList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/access_groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccessGroupAnswer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccessGroupBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Changed"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/access_groups/{id}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MemberList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/access_levels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: string | null;
                    offset?: string | null;
                    order_by?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__access_levels__LevelList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewLevelBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LevelMade"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/access_levels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LevelBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Changed"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Changed"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AlertSearchBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AlertList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string | number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AlertBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__wire__envelope__Answer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: {
                    time_offset?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AuditExportBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FileAnswer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/iplist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AddressListBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AddressList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/permlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LevelListBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__audit__LevelList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AuditBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/targetlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TargetListBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TargetList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/userlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UserListBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__audit__UserList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    query?: string | null;
                    limit?: string | null;
                    offset?: string | null;
                    order_by?: string | null;
                    card_type?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CardsBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardsMade"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete: {
            parameters: {
                query?: {
                    id?: string[] | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardsDeleted"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cards/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CardSearchBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cards/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardAnswer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Changed"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device_groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: string | null;
                    offset?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__device_groups__GroupList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ostiary__api__biostar__device_groups__NewGroupBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__device_groups__GroupMade"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device_groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ostiary__api__biostar__device_groups__GroupBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__wire__envelope__Answer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__wire__envelope__Answer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device_types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TypeList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: string | null;
                    offset?: string | null;
                    order_by?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeviceList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewDeviceBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Added"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete: {
            parameters: {
                query?: {
                    id?: string[] | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Changed"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/capability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AbilityBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Abilities"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AbilityBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Abilities"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/clear_alarm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ostiary__api__biostar__wire__commanded__DevicesBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Commanded"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/clear_log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: {
                    id?: string;
                    group_id?: string | null;
                    limit?: string | null;
                    offset?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Commanded"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/enrollment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    type?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EnrolmentDevices"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ostiary__api__biostar__wire__commanded__DevicesBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Commanded"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/reboot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ostiary__api__biostar__wire__commanded__DevicesBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Commanded"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/rs485/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SlavesFound"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: {
                    clean?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ostiary__api__biostar__devices__DevicesBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Synced"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/tcp_search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TcpSearchBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DevicesFound"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/udp_get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OneBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NetworkSettingsAnswer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/udp_put": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UdpPutBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__wire__envelope__Answer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/udp_search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UdpSearchBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DevicesFound"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ostiary__api__biostar__wire__commanded__DevicesBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Commanded"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DevicesFound"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device_id}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: {
                    id?: string[] | null;
                };
                header?: never;
                path: {
                    device_id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Commanded"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device_id}/users/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: {
                    id?: string[] | null;
                };
                header?: never;
                path: {
                    device_id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Exported"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeviceAnswer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeviceBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Changed"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{id}/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeviceAnswer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{id}/connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Changed"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{id}/credentials/face": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    pose_sensitivity?: string | null;
                };
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FaceScanned"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{id}/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Changed"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{id}/discover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SlavesFound"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{id}/discover_userdata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HeldList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{id}/discover_wiegand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SlavesFound"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{id}/scan_card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardScanned"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{id}/scan_fingerprint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FingerBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FingerScanned"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{id}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: string | null;
                    page?: string | null;
                };
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HeldList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/door_groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: string | null;
                    offset?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__door_groups__GroupList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ostiary__api__biostar__door_groups__NewGroupBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__door_groups__GroupMade"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete: {
            parameters: {
                query?: {
                    id?: string[] | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GroupsDeleted"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/door_groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ostiary__api__biostar__door_groups__GroupBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__wire__envelope__Answer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/doors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: string | null;
                    offset?: string | null;
                    order_by?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DoorList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewDoorBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DoorMade"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete: {
            parameters: {
                query?: {
                    id?: string[] | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DoorsDeleted"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/doors/clear_alarm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DoorsBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Commands"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/doors/clear_apb_ex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ClearingBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Cleared"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/doors/clear_timed_apb_ex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TimedClearingBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Cleared"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/doors/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DoorsBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Commands"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/doors/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DoorsBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Commands"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/doors/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DoorsBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Commands"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/doors/rs485/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Network"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/doors/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["StatusBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DoorStatusList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/doors/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DoorsBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Commands"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/doors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DoorAnswer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DoorBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DoorChanged"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event_types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    is_break_glass?: string | null;
                    setting_alert?: string | null;
                    setting_all?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EventTypeList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: {
                    time_offset?: number;
                    use_centigrade?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ostiary__api__biostar__events__EventExportBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FileAnswer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/images/{image_data}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    image_data: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/jpeg": unknown;
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EventSearchBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EventList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/search/thermal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EventSearchBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EventList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__wire__envelope__Answer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/firmwares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FileList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/firmwares/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UpgradeBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Commanded"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/holiday_groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: string | null;
                    offset?: string | null;
                    order_by?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HolidayGroupList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewHolidayGroupBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HolidayGroupMade"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/holiday_groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["HolidayGroupBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Changed"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Changed"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LoginBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LoggedIn"];
                    };
                };
                400: components["responses"]["Refusal400"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__wire__envelope__Answer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PermissionList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewPermissionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PermissionMade"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete: {
            parameters: {
                query?: {
                    id?: string[] | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LevelsDeleted"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/permissions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PermissionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__wire__envelope__Answer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__wire__envelope__Answer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewPreferenceBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PreferenceMade"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/preferences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string | number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PreferenceAnswer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string | number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PreferenceBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__wire__envelope__Answer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/resources/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ScreenBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Commanded"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: string | null;
                    offset?: string | null;
                    order_by?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScheduleList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewScheduleBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScheduleMade"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScheduleAnswer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ScheduleBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Changed"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Changed"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/setting/biostar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BioStarAnswer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BioStarBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__wire__envelope__Answer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/setting/biostar/server_matching": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MatchingBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__wire__envelope__Answer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/setting/custom_fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CustomFieldList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CustomFieldBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__wire__envelope__Answer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/setting/output_signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignalList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewSignalBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignalMade"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/setting/output_signals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignalBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__wire__envelope__Answer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__wire__envelope__Answer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user_groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: string | null;
                    offset?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserGroupList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewUserGroupBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserGroupMade"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete: {
            parameters: {
                query?: {
                    id?: string[] | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserGroupsDeleted"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user_groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number | string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UserGroupBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Changed"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    group_id?: string | null;
                    last_modified?: string | null;
                    limit?: string | null;
                    offset?: string | null;
                    order_by?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__users__UserList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewUsersBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UsersMade"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete: {
            parameters: {
                query?: {
                    id?: string[] | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UsersDeleted"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UsersBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UsersChanged"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/next_user_id": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NextUserIdAnswer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UserSearchBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__users__UserList"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string | number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserAnswer"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string | number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UserBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Changed"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string | number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UsersDeleted"];
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                413: components["responses"]["Refusal413"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
                507: components["responses"]["Refusal507"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/access_groups/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccessGroupListBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccessGroupListPlain"];
                    };
                };
                400: components["responses"]["RefusalPlain400"];
                401: components["responses"]["RefusalPlain401"];
                403: components["responses"]["RefusalPlain403"];
                413: components["responses"]["RefusalPlain413"];
                500: components["responses"]["RefusalPlain500"];
                503: components["responses"]["RefusalPlain503"];
                507: components["responses"]["RefusalPlain507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/device_groups/only_permission_item/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GroupSearchBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__device_groups__GroupListPlain"];
                    };
                };
                400: components["responses"]["RefusalPlain400"];
                401: components["responses"]["RefusalPlain401"];
                403: components["responses"]["RefusalPlain403"];
                413: components["responses"]["RefusalPlain413"];
                500: components["responses"]["RefusalPlain500"];
                503: components["responses"]["RefusalPlain503"];
                507: components["responses"]["RefusalPlain507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/device_groups/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GroupSearchBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__device_groups__GroupListPlain"];
                    };
                };
                400: components["responses"]["RefusalPlain400"];
                401: components["responses"]["RefusalPlain401"];
                403: components["responses"]["RefusalPlain403"];
                413: components["responses"]["RefusalPlain413"];
                500: components["responses"]["RefusalPlain500"];
                503: components["responses"]["RefusalPlain503"];
                507: components["responses"]["RefusalPlain507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/devices/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: {
                    virtual?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeviceSearchBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeviceListPlain"];
                    };
                };
                400: components["responses"]["RefusalPlain400"];
                401: components["responses"]["RefusalPlain401"];
                403: components["responses"]["RefusalPlain403"];
                413: components["responses"]["RefusalPlain413"];
                500: components["responses"]["RefusalPlain500"];
                503: components["responses"]["RefusalPlain503"];
                507: components["responses"]["RefusalPlain507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/door_groups/only_permission_item/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GroupSearchBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__door_groups__GroupListPlain"];
                    };
                };
                400: components["responses"]["RefusalPlain400"];
                401: components["responses"]["RefusalPlain401"];
                403: components["responses"]["RefusalPlain403"];
                413: components["responses"]["RefusalPlain413"];
                500: components["responses"]["RefusalPlain500"];
                503: components["responses"]["RefusalPlain503"];
                507: components["responses"]["RefusalPlain507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/door_groups/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GroupSearchBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__door_groups__GroupListPlain"];
                    };
                };
                400: components["responses"]["RefusalPlain400"];
                401: components["responses"]["RefusalPlain401"];
                403: components["responses"]["RefusalPlain403"];
                413: components["responses"]["RefusalPlain413"];
                500: components["responses"]["RefusalPlain500"];
                503: components["responses"]["RefusalPlain503"];
                507: components["responses"]["RefusalPlain507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/door_tree/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TreeBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tree"];
                    };
                };
                400: components["responses"]["RefusalPlain400"];
                401: components["responses"]["RefusalPlain401"];
                403: components["responses"]["RefusalPlain403"];
                413: components["responses"]["RefusalPlain413"];
                500: components["responses"]["RefusalPlain500"];
                503: components["responses"]["RefusalPlain503"];
                507: components["responses"]["RefusalPlain507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/doors/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DoorSearchBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DoorListPlain"];
                    };
                };
                400: components["responses"]["RefusalPlain400"];
                401: components["responses"]["RefusalPlain401"];
                403: components["responses"]["RefusalPlain403"];
                413: components["responses"]["RefusalPlain413"];
                500: components["responses"]["RefusalPlain500"];
                503: components["responses"]["RefusalPlain503"];
                507: components["responses"]["RefusalPlain507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/user_groups/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ostiary__api__biostar__user_groups__SearchIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserGroupListPlain"];
                    };
                };
                400: components["responses"]["RefusalPlain400"];
                401: components["responses"]["RefusalPlain401"];
                403: components["responses"]["RefusalPlain403"];
                413: components["responses"]["RefusalPlain413"];
                500: components["responses"]["RefusalPlain500"];
                503: components["responses"]["RefusalPlain503"];
                507: components["responses"]["RefusalPlain507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/users/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ostiary__api__biostar__users__SearchIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserListPlain"];
                    };
                };
                400: components["responses"]["RefusalPlain400"];
                401: components["responses"]["RefusalPlain401"];
                403: components["responses"]["RefusalPlain403"];
                413: components["responses"]["RefusalPlain413"];
                500: components["responses"]["RefusalPlain500"];
                503: components["responses"]["RefusalPlain503"];
                507: components["responses"]["RefusalPlain507"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/download/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                    };
                };
                400: components["responses"]["Refusal400"];
                401: components["responses"]["Refusal401"];
                403: components["responses"]["Refusal403"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/js/info.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__biostar__server_settings__Version"];
                    };
                };
                400: components["responses"]["Refusal400"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VerificationOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/devices/clocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClocksOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/devices/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SummaryOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/devices/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SyncBody"];
                };
            };
            responses: {
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/devices/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContentOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/doors/{id}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    at?: string | null;
                    limit?: number;
                    cursor?: string | null;
                };
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OpenersOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EventTypesOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/event-types/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    code: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AlertsIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AlertsIn"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    order?: "newest" | "oldest";
                    limit?: number;
                    cursor?: string | null;
                    since?: string | null;
                    until?: string | null;
                    code?: number[] | null;
                    class?: components["schemas"]["Class"][] | null;
                    device?: number[] | null;
                    door?: number[] | null;
                    person?: string[] | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EventsOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/events/window": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    until_id?: number | null;
                    offset?: number;
                    limit?: number;
                    since?: string | null;
                    until?: string | null;
                    code?: number[] | null;
                    class?: components["schemas"]["Class"][] | null;
                    device?: number[] | null;
                    door?: number[] | null;
                    person?: string[] | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WindowOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ostiary__api__native__event_rows__EventOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/events/{id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DecisionOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/events/{id}/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/jpeg": unknown;
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    person?: string | null;
                    card?: string | null;
                    door?: number | null;
                    reader?: number | null;
                    at?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExplanationOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/exports/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TrailExportBody"];
                };
            };
            responses: {
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/exports/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ostiary__api__native__exports__EventExportBody"];
                };
            };
            responses: {
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    q: string;
                    kinds?: string | null;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Found"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    state?: ("waiting" | "running" | "done" | "failed" | "cancelled" | "refused")[] | null;
                    kind?: string[] | null;
                    limit?: number;
                    cursor?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobsOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    after?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FrameOut"] | components["schemas"]["ResetOut"] | components["schemas"]["EndOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MeOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/me/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Preferences"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Preferences"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Preferences"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/people/{id}/doors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    at?: string | null;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DoorsOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/schedules/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: {
                    door_id?: number | null;
                    from?: string | null;
                    days?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DraftBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DaysOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/schedules/{id}/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    door_id?: number | null;
                    from?: string | null;
                    days?: number;
                };
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DaysOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/simulated/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DevicesOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/simulated/devices/{id}/network": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SwitchIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SwitchOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/simulated/devices/{id}/power": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SwitchIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SwitchOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/simulated/devices/{id}/present": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PresentIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PresentOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/simulated/devices/{id}/tamper": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SwitchIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SwitchOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/simulated/doors/{id}/rex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Pressed"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/simulated/doors/{id}/sensor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LeafIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LeafMoved"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/site": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SiteOut"];
                    };
                };
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code?: number | null;
                            detail?: string | null;
                            field?: string | null;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/wsapi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Frame"];
                    };
                };
                400: components["responses"]["Refusal400"];
                500: components["responses"]["Refusal500"];
                503: components["responses"]["Refusal503"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Abilities: {
            DeviceTypeCollection: components["schemas"]["Collection_Ability_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        Ability: {
            /** @enum {string} */
            card: "true" | "false";
            device_id: components["schemas"]["Ref-Output"];
            /** @enum {string} */
            face: "true" | "false";
            /** @enum {string} */
            fingerprint: "true" | "false";
            id: string;
            /** @enum {string} */
            keypad: "true" | "false";
            name: string;
            /** @enum {string} */
            volume: "true" | "false";
            /** @enum {string} */
            wifi: "true" | "false";
        };
        AbilityBody: {
            DeviceCollection?: components["schemas"]["Listing_Ref_-Input"];
        };
        AccessGroupAnswer: {
            AccessGroup: components["schemas"]["AccessGroupOut"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        AccessGroupBody: {
            AccessGroup?: components["schemas"]["AccessGroupIn"];
        };
        AccessGroupIn: {
            access_levels?: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "" | null;
            delete_users?: components["schemas"]["UserRef-Input"][] | {
                [key: string]: components["schemas"]["UserRef-Input"];
            } | components["schemas"]["UserRef-Input"] | "";
            description?: string | number | null;
            floor_levels?: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "" | null;
            name?: string | number | null;
            new_users?: components["schemas"]["UserRef-Input"][] | {
                [key: string]: components["schemas"]["UserRef-Input"];
            } | components["schemas"]["UserRef-Input"] | "";
            user_group?: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "" | null;
            user_groups?: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "" | null;
            users?: components["schemas"]["UserRef-Input"][] | {
                [key: string]: components["schemas"]["UserRef-Input"];
            } | components["schemas"]["UserRef-Input"] | "" | null;
        };
        AccessGroupList: {
            AccessGroupCollection: components["schemas"]["Collection_AccessGroupListed_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        AccessGroupListBody: {
            limit?: number | string | null;
            offset?: number | string | null;
            order_by?: string | number | null;
        };
        AccessGroupListPlain: {
            AccessGroupCollection: components["schemas"]["CollectionPlain_AccessGroupPlain_"];
            /**
             * @default {
             *       "code": "0"
             *     }
             */
            Response: components["schemas"]["OutcomeBare"];
        };
        AccessGroupListed: {
            access_levels: components["schemas"]["LevelRef"][];
            description: string;
            floor_levels: components["schemas"]["LevelRef"][];
            id: string;
            name: string;
            user_count: string;
            user_groups: components["schemas"]["UserGroupListed"][];
            users: components["schemas"]["UserRef-Output"][];
        };
        AccessGroupMade: {
            AccessGroup: components["schemas"]["NamedRef"];
            DeviceResponse: components["schemas"]["DeviceOutcomes"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        AccessGroupOut: {
            access_levels: components["schemas"]["LevelRef"][];
            description: string;
            floor_levels: components["schemas"]["LevelRef"][];
            id: string;
            name: string;
            user_count: string;
            user_groups: components["schemas"]["ostiary__api__biostar__access_groups__UserGroupOut"][];
            users: components["schemas"]["UserRef-Output"][];
        };
        AccessGroupPlain: {
            access_levels: components["schemas"]["NamedRefPlain"][];
            floor_levels: components["schemas"]["NamedRefPlain"][];
            id: number;
            name: string;
            user_groups: components["schemas"]["NamedRefPlain"][];
            users: components["schemas"]["UserRef-Output"][];
        };
        AccessGroupSearchBody: {
            Query?: components["schemas"]["Question"];
            limit?: number | string | null;
            offset?: number | string | null;
        };
        AccessGroupsDeleted: {
            AccessGroupCollection?: components["schemas"]["Listing_ItemOutcome_"];
            DeviceResponse?: components["schemas"]["DeviceOutcomes"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        ActionIn: {
            /** @default 0 */
            delay: number | string;
            input_event_id: components["schemas"]["EventRef-Input"];
            output_device_id: components["schemas"]["Ref-Input"];
            /** @default 0 */
            output_relay: number | string;
            output_signal_id?: components["schemas"]["Ref-Input"] | null;
            /** @default 6 */
            output_type: number | string;
        };
        ActionOut: {
            delay: string;
            input_event_id: components["schemas"]["EventRef-Output"];
            output_device_id: components["schemas"]["Ref-Output"];
            output_relay: string;
            output_signal_id?: components["schemas"]["Ref-Output"];
            /** @default 6 */
            output_type: string;
        };
        Added: {
            Device: components["schemas"]["NamedRef"];
            DeviceResponse?: components["schemas"]["DeviceOutcomes"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        AddressList: {
            Iplist: components["schemas"]["Collection_Occurrence_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        AddressListBody: {
            Iplist?: components["schemas"]["ListQuestion"];
        };
        AlertBody: {
            Alert: components["schemas"]["AlertIn"];
        };
        AlertEvent: {
            datetime?: string | null;
        };
        AlertIn: {
            /** @default  */
            ack_message: string | number;
            ack_user_id?: components["schemas"]["UserRef-Input"] | null;
            event_id?: components["schemas"]["AlertEvent"] | null;
            /** @default 1 */
            status: number | string;
        };
        AlertList: {
            AlertCollection: components["schemas"]["Collection_AlertOut_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        AlertOut: {
            /** Format: date-time */
            ack_datetime?: string;
            ack_message: string;
            ack_user_id?: components["schemas"]["UserRef-Output"];
            event_id: components["schemas"]["ostiary__api__biostar__wire__event__EventOut"];
            id: string;
            status: string;
        };
        AlertSearchBody: {
            Query?: components["schemas"]["Question"];
            limit?: number | string | null;
            offset?: number | string | null;
        };
        AlertsIn: {
            alerts: boolean;
        };
        AlertsOut: {
            unacknowledged: number;
        };
        AntipassbackIn: {
            apb_type?: (number | string) | null;
            bypass_groups?: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "" | null;
            reset_time?: (number | string) | null;
        };
        AntipassbackOut: {
            apb_type: string;
            bypass_groups: components["schemas"]["Ref-Output"][];
            reset_time: string;
        };
        AsOf: {
            /** Format: date-time */
            at: string;
            changed: components["schemas"]["ChangeOut"][];
            of_now: components["schemas"]["Part"][];
        };
        AuditBody: {
            Query?: components["schemas"]["AuditQuestion"];
            limit?: number | string | null;
            offset?: number | string | null;
        };
        AuditExportBody: {
            Query?: components["schemas"]["ExportQuestion"];
            limit?: number | string | null;
            offset?: number | string | null;
        };
        AuditList: {
            AuditCollection: components["schemas"]["Collection_AuditRow_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        AuditQuestion: {
            conditions?: components["schemas"]["QueryCondition"][] | {
                [key: string]: components["schemas"]["QueryCondition"];
            } | components["schemas"]["QueryCondition"] | "";
            limit?: number | string | null;
            offset?: number | string | null;
            orders?: components["schemas"]["QueryOrder"][] | {
                [key: string]: components["schemas"]["QueryOrder"];
            } | components["schemas"]["QueryOrder"] | "";
            /** @default false */
            total: boolean | string | number;
        };
        AuditRow: {
            CONTENT: string;
            /** Format: date-time */
            DATE: string;
            IP: string;
            MENU: string;
            METHOD: string;
            PERM: string;
            TARGET: string;
            USRID: string;
        };
        "Available-Input": {
            /** @default false */
            CLOUD: boolean | string | number;
            /** @default false */
            ELEVATOR: boolean | string | number;
            /** @default false */
            GRAPHICMAP: boolean | string | number;
            /** @default false */
            MOBILE_CARD: boolean | string | number;
            /** @default false */
            SERVER_MATCHING: boolean | string | number;
            /** @default false */
            ZONE: boolean | string | number;
        };
        "Available-Output": {
            /**
             * @default false
             * @enum {string}
             */
            CLOUD: "true" | "false";
            /**
             * @default false
             * @enum {string}
             */
            ELEVATOR: "true" | "false";
            /**
             * @default false
             * @enum {string}
             */
            GRAPHICMAP: "true" | "false";
            /**
             * @default false
             * @enum {string}
             */
            MOBILE_CARD: "true" | "false";
            /**
             * @default false
             * @enum {string}
             */
            SERVER_MATCHING: "true" | "false";
            /**
             * @default false
             * @enum {string}
             */
            ZONE: "true" | "false";
        };
        "Backup-Input": {
            /** @default 0 */
            cycle: number | string;
            /** @default 0 */
            day: number | string;
            /** @default false */
            overwritable: boolean | string | number;
            /** @default  */
            path: string | number;
            /** @default 0 */
            time: number | string;
            /** @default false */
            use: boolean | string | number;
            /** @default 0 */
            weekday: number | string;
        };
        "Backup-Output": {
            /** @default 0 */
            cycle: string;
            /** @default 0 */
            day: string;
            /**
             * @default false
             * @enum {string}
             */
            overwritable: "true" | "false";
            /** @default  */
            path: string;
            /** @default 0 */
            time: string;
            /**
             * @default false
             * @enum {string}
             */
            use: "true" | "false";
            /** @default 0 */
            weekday: string;
        };
        "BioStar-Input": {
            /** @default 0 */
            automatic_server_upgrade: number | string;
            /**
             * @default {
             *       "cycle": "0",
             *       "day": "0",
             *       "overwritable": "false",
             *       "path": "",
             *       "time": "0",
             *       "use": "false",
             *       "weekday": "0"
             *     }
             */
            backup: components["schemas"]["Backup-Input"];
            /** @default 0 */
            check_duplicate_id_at_devices: number | string;
            /**
             * @default {
             *       "account_id": "",
             *       "email": "",
             *       "email_use_enc": "0",
             *       "http_port": "0",
             *       "server_address": "",
             *       "sub_domain": "",
             *       "use_cloud": "0",
             *       "version": ""
             *     }
             */
            cloud: components["schemas"]["Cloud-Input"];
            /** @default false */
            delete_credential_after_aoc: boolean | string | number;
            /** @default false */
            device_event_log_skip_enroll_success_user: boolean | string | number;
            /** @default true */
            enable_websocket_connection_bsSessionId: boolean | string | number;
            /** @default  */
            enckey_dir: string | number;
            /**
             * @default {
             *       "active": "false",
             *       "event_log_retain_days": "0"
             *     }
             */
            eventlog: components["schemas"]["EventLog-Input"];
            /** @default 0 */
            fingerprint_format: number | string;
            /**
             * @default {
             *       "port": "0",
             *       "root_path": ""
             *     }
             */
            http: components["schemas"]["Http-Input"];
            /**
             * @default {
             *       "port": "0",
             *       "server.ssl.key-store-password.use_enc": "1",
             *       "ssl_addr": "",
             *       "use_ssl": "1"
             *     }
             */
            https: components["schemas"]["Https-Input"];
            /** @default  */
            imglog_dir: string | number;
            /** @default true */
            is_set_new_administrator_password: boolean | string | number;
            /** @default false */
            ischanged_data_encryption: boolean | string | number;
            /** @default false */
            ischanged_db_data_encryption: boolean | string | number;
            /** @default  */
            language: string | number;
            licenses?: components["schemas"]["Licence-Input"][] | {
                [key: string]: components["schemas"]["Licence-Input"];
            } | components["schemas"]["Licence-Input"] | "";
            /** @default  */
            licese_server_addr: string | number;
            /**
             * @default {
             *       "cron": "",
             *       "log_retain_days": "0",
             *       "path": ""
             *     }
             */
            log: components["schemas"]["Log-Input"];
            /**
             * @default {
             *       "enable": "true",
             *       "filter": {
             *         "DBG": "none",
             *         "NET": "info",
             *         "SQL": "none",
             *         "SYS": "info",
             *         "WEB": "info",
             *         "WSS": "none"
             *       },
             *       "level": "info",
             *       "log_retain_days": "0"
             *     }
             */
            log_level: components["schemas"]["LogLevel-Input"];
            /** @default 0 */
            log_sync_method: number | string;
            /**
             * @default {
             *       "email": "",
             *       "mc_port": "0",
             *       "mc_server_addr": "",
             *       "password": "",
             *       "site_type": "",
             *       "siteid": "0",
             *       "use_mobile_credential": "0"
             *     }
             */
            mobile: components["schemas"]["Mobile-Input"];
            /**
             * @default {
             *       "enable_data_encryption": "true",
             *       "enable_db_data_encryption": "true",
             *       "enable_db_encryption": "false",
             *       "has_encryption_key": "true",
             *       "has_hash_key": "true",
             *       "is_random_encryption_key": "true",
             *       "is_random_hash_key": "true",
             *       "ischanged_data_encryption": "false",
             *       "ischanged_db_data_encryption": "false",
             *       "mode": "0",
             *       "use_external_cert": "false"
             *     }
             */
            secure_communication: components["schemas"]["SecureCommunication-Input"];
            /** @default  */
            server_addr: string | number;
            server_ip_list?: components["schemas"]["ServerAddress-Input"][] | {
                [key: string]: components["schemas"]["ServerAddress-Input"];
            } | components["schemas"]["ServerAddress-Input"] | "";
            /**
             * @default {
             *       "face-security-level": "0",
             *       "fast-mode": "false",
             *       "matching-concurrency-count": "0",
             *       "security-level": "0",
             *       "use-server-matching": "false"
             *     }
             */
            server_matching: components["schemas"]["ServerMatching-Input"];
            /** @default 0 */
            server_port: number | string;
            /** @default 0 */
            session_timeout: number | string;
            /** @default false */
            support_mobile_credential: boolean | string | number;
            /**
             * @default {
             *       "allow_login_failed_count": "0",
             *       "allow_login_failed_minutes": "0",
             *       "allow_password_change_count": "0",
             *       "password_strength": "0",
             *       "password_update_cycle": "0",
             *       "use_allow_login_failed": "true",
             *       "use_allow_password_change": "false",
             *       "use_allow_simultaneous_connection": "true",
             *       "use_password_update_cycle": "false"
             *     }
             */
            system_security: components["schemas"]["SystemSecurity-Input"];
            /**
             * @default {
             *       "http_port": "0",
             *       "https_port": "0",
             *       "ngrok_port": "0",
             *       "use_tna": "false"
             *     }
             */
            tna: components["schemas"]["TimeAttendance-Input"];
            /** @default 0 */
            upgrade_when: number | string;
            /** @default false */
            use_alphanumeric: boolean | string | number;
            /** @default 0 */
            user_by_device_sync_method: number | string;
            /** @default 0 */
            user_sync_method: number | string;
            /**
             * @default {
             *       "http_port": "0",
             *       "https_port": "0",
             *       "ngrok_port": "0",
             *       "use_video": "false"
             *     }
             */
            video: components["schemas"]["Video-Input"];
            /** @default 60 */
            web_request_timeout: number | string;
            /** @default  */
            websocket_cors: string | number;
        };
        "BioStar-Output": {
            /** @default 0 */
            automatic_server_upgrade: string;
            /**
             * @default {
             *       "cycle": "0",
             *       "day": "0",
             *       "overwritable": "false",
             *       "path": "",
             *       "time": "0",
             *       "use": "false",
             *       "weekday": "0"
             *     }
             */
            backup: components["schemas"]["Backup-Output"];
            /** @default 0 */
            check_duplicate_id_at_devices: string;
            /**
             * @default {
             *       "account_id": "",
             *       "email": "",
             *       "email_use_enc": "0",
             *       "http_port": "0",
             *       "server_address": "",
             *       "sub_domain": "",
             *       "use_cloud": "0",
             *       "version": ""
             *     }
             */
            cloud: components["schemas"]["Cloud-Output"];
            /**
             * @default false
             * @enum {string}
             */
            delete_credential_after_aoc: "true" | "false";
            /**
             * @default false
             * @enum {string}
             */
            device_event_log_skip_enroll_success_user: "true" | "false";
            /**
             * @default true
             * @enum {string}
             */
            enable_websocket_connection_bsSessionId: "true" | "false";
            /** @default  */
            enckey_dir: string;
            /**
             * @default {
             *       "active": "false",
             *       "event_log_retain_days": "0"
             *     }
             */
            eventlog: components["schemas"]["EventLog-Output"];
            /** @default 0 */
            fingerprint_format: string;
            /**
             * @default {
             *       "port": "0",
             *       "root_path": ""
             *     }
             */
            http: components["schemas"]["Http-Output"];
            /**
             * @default {
             *       "port": "0",
             *       "server.ssl.key-store-password.use_enc": "1",
             *       "ssl_addr": "",
             *       "use_ssl": "1"
             *     }
             */
            https: components["schemas"]["Https-Output"];
            /** @default  */
            imglog_dir: string;
            /**
             * @default true
             * @enum {string}
             */
            is_set_new_administrator_password: "true" | "false";
            /**
             * @default false
             * @enum {string}
             */
            ischanged_data_encryption: "true" | "false";
            /**
             * @default false
             * @enum {string}
             */
            ischanged_db_data_encryption: "true" | "false";
            /** @default  */
            language: string;
            licenses: components["schemas"]["Licence-Output"][];
            /** @default  */
            licese_server_addr: string;
            /**
             * @default {
             *       "cron": "",
             *       "log_retain_days": "0",
             *       "path": ""
             *     }
             */
            log: components["schemas"]["Log-Output"];
            /**
             * @default {
             *       "enable": "true",
             *       "filter": {
             *         "DBG": "none",
             *         "NET": "info",
             *         "SQL": "none",
             *         "SYS": "info",
             *         "WEB": "info",
             *         "WSS": "none"
             *       },
             *       "level": "info",
             *       "log_retain_days": "0"
             *     }
             */
            log_level: components["schemas"]["LogLevel-Output"];
            /** @default 0 */
            log_sync_method: string;
            /**
             * @default {
             *       "email": "",
             *       "mc_port": "0",
             *       "mc_server_addr": "",
             *       "password": "",
             *       "site_type": "",
             *       "siteid": "0",
             *       "use_mobile_credential": "0"
             *     }
             */
            mobile: components["schemas"]["Mobile-Output"];
            /**
             * @default {
             *       "enable_data_encryption": "true",
             *       "enable_db_data_encryption": "true",
             *       "enable_db_encryption": "false",
             *       "has_encryption_key": "true",
             *       "has_hash_key": "true",
             *       "is_random_encryption_key": "true",
             *       "is_random_hash_key": "true",
             *       "ischanged_data_encryption": "false",
             *       "ischanged_db_data_encryption": "false",
             *       "mode": "0",
             *       "use_external_cert": "false"
             *     }
             */
            secure_communication: components["schemas"]["SecureCommunication-Output"];
            /** @default  */
            server_addr: string;
            server_ip_list: components["schemas"]["ServerAddress-Output"][];
            /**
             * @default {
             *       "face-security-level": "0",
             *       "fast-mode": "false",
             *       "matching-concurrency-count": "0",
             *       "security-level": "0",
             *       "use-server-matching": "false"
             *     }
             */
            server_matching: components["schemas"]["ServerMatching-Output"];
            /** @default 0 */
            server_port: string;
            /** @default 0 */
            session_timeout: string;
            /**
             * @default false
             * @enum {string}
             */
            support_mobile_credential: "true" | "false";
            /**
             * @default {
             *       "allow_login_failed_count": "0",
             *       "allow_login_failed_minutes": "0",
             *       "allow_password_change_count": "0",
             *       "password_strength": "0",
             *       "password_update_cycle": "0",
             *       "use_allow_login_failed": "true",
             *       "use_allow_password_change": "false",
             *       "use_allow_simultaneous_connection": "true",
             *       "use_password_update_cycle": "false"
             *     }
             */
            system_security: components["schemas"]["SystemSecurity-Output"];
            /**
             * @default {
             *       "http_port": "0",
             *       "https_port": "0",
             *       "ngrok_port": "0",
             *       "use_tna": "false"
             *     }
             */
            tna: components["schemas"]["TimeAttendance-Output"];
            /** @default 0 */
            upgrade_when: string;
            /**
             * @default false
             * @enum {string}
             */
            use_alphanumeric: "true" | "false";
            /** @default 0 */
            user_by_device_sync_method: string;
            /** @default 0 */
            user_sync_method: string;
            /**
             * @default {
             *       "http_port": "0",
             *       "https_port": "0",
             *       "ngrok_port": "0",
             *       "use_video": "false"
             *     }
             */
            video: components["schemas"]["Video-Output"];
            /** @default 60 */
            web_request_timeout: string;
            /** @default  */
            websocket_cors: string;
        };
        BioStarAnswer: {
            BioStar: components["schemas"]["BioStar-Output"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        BioStarBody: {
            BioStar: components["schemas"]["BioStar-Input"];
        };
        BreakOut: {
            act: string;
            /** Format: date-time */
            at: string;
            line: number;
            person: string;
        };
        BulkRow: {
            ret_code: string;
            user_id: string;
        };
        ButtonOut: {
            device_id: components["schemas"]["DeviceInDoor"];
            input_index: string;
            /** @enum {string} */
            simulated_unlock: "true" | "false";
            /** @enum {string} */
            type: "1" | "0";
        };
        ButtonPlain: {
            device_id: components["schemas"]["DeviceInDoorPlain"];
            input_index: number;
            /** @enum {string} */
            type: "1" | "0";
        };
        CardAnswer: {
            Card: components["schemas"]["CardOut"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        CardIn: {
            card_id?: string | number | null;
            card_type?: components["schemas"]["CardTypeIn"] | null;
            display_card_id?: string | number | null;
            expiry_datetime?: string | null;
            id?: number | string | null;
            isDepartment?: boolean | string | number | null;
            isTitle?: boolean | string | number | null;
            isUserPhoto?: boolean | string | number | null;
            start_datetime?: string | null;
            wiegand_format_id?: components["schemas"]["Ref-Input"] | null;
        } | number | string;
        CardList: {
            CardCollection: components["schemas"]["Collection_CardOut_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        CardMade: {
            card_id: string;
            card_type: components["schemas"]["CardTypeOut"];
            display_card_id: string;
            id: string;
        };
        CardOut: {
            card_id: string;
            /** @default 0 */
            card_mask: string;
            /** @default 0 */
            card_slot: string;
            card_type: components["schemas"]["CardTypeOut"];
            display_card_id: string;
            id: string;
            /** @enum {string} */
            is_assigned: "true" | "false";
            /** @enum {string} */
            is_blocked: "true" | "false";
            /** @enum {string} */
            is_lock_override?: "true" | "false";
            issue_count: string;
            /** @enum {string} */
            mobile_card: "true" | "false";
            status: string;
            user_id?: components["schemas"]["UserRef-Output"];
            wiegand_format_id?: components["schemas"]["Ref-Output"];
        };
        CardScanned: {
            Card: components["schemas"]["ScannedCard"];
            /**
             * @default {
             *       "result": "true"
             *     }
             */
            DeviceResponse: components["schemas"]["Done"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        CardSearchBody: {
            Query?: components["schemas"]["Question"];
            limit?: number | string | null;
            offset?: number | string | null;
        };
        CardTypeIn: {
            id?: number | string | null;
        } | number | string;
        CardTypeOut: {
            id: string;
            name: string;
            type: string;
        };
        CardsBody: {
            CardCollection: components["schemas"]["CardsIn"];
        };
        CardsDeleted: {
            CardCollection?: components["schemas"]["Listing_ItemOutcome_"];
            DeviceResponse?: components["schemas"]["DeviceOutcomes"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        CardsIn: {
            rows: components["schemas"]["NewCardIn"][] | {
                [key: string]: components["schemas"]["NewCardIn"];
            } | components["schemas"]["NewCardIn"] | "";
        };
        CardsMade: {
            CardCollection: components["schemas"]["Listing_CardMade_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        ChangeOut: {
            /** Format: date-time */
            at: string;
            id: string;
            what: string;
        };
        Changed: {
            DeviceResponse?: components["schemas"]["DeviceOutcomes"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        CheckOut: {
            holds: boolean | null;
            name: string;
            reason: string;
        };
        /** @enum {string} */
        Class: "granted" | "denied" | "door" | "alarm" | "device" | "system";
        Cleared: {
            DeviceResponse: components["schemas"]["DeviceOutcomes"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        ClearingBody: {
            AntiPassBackConfig: components["schemas"]["ClearingIn"];
        };
        ClearingIn: {
            Door: components["schemas"]["DoorsIn"];
            User?: components["schemas"]["UserRef-Input"][] | {
                [key: string]: components["schemas"]["UserRef-Input"];
            } | components["schemas"]["UserRef-Input"] | "";
            UserType?: (number | string) | null;
        };
        ClockOut: {
            device: components["schemas"]["Named-Output"];
            drift_seconds: number;
            /** Format: date-time */
            read_at: string;
            set_at: string | null;
        };
        ClocksOut: {
            items: components["schemas"]["ClockOut"][];
        };
        "Cloud-Input": {
            /** @default  */
            account_id: string | number;
            /** @default  */
            email: string | number;
            /** @default false */
            email_use_enc: boolean | string | number;
            /** @default 0 */
            http_port: number | string;
            /** @default  */
            server_address: string | number;
            /** @default  */
            sub_domain: string | number;
            /** @default false */
            use_cloud: boolean | string | number;
            /** @default  */
            version: string | number;
        };
        "Cloud-Output": {
            /** @default  */
            account_id: string;
            /** @default  */
            email: string;
            /**
             * @default 0
             * @enum {string}
             */
            email_use_enc: "1" | "0";
            /** @default 0 */
            http_port: string;
            /** @default  */
            server_address: string;
            /** @default  */
            sub_domain: string;
            /**
             * @default 0
             * @enum {string}
             */
            use_cloud: "1" | "0";
            /** @default  */
            version: string;
        };
        CollectionPlain_AccessGroupPlain_: {
            rows: components["schemas"]["AccessGroupPlain"][];
            total: number;
        };
        CollectionPlain_DevicePlain_: {
            rows: components["schemas"]["DevicePlain"][];
            total: number;
        };
        CollectionPlain_DoorPlain_: {
            rows: components["schemas"]["DoorPlain"][];
            total: number;
        };
        CollectionPlain_GroupOut_: {
            rows: components["schemas"]["ostiary__api__biostar__door_tree__GroupOut"][];
            total: number;
        };
        CollectionPlain_GroupPlain_: {
            rows: components["schemas"]["GroupPlain"][];
            total: number;
        };
        CollectionPlain_UserGroupPlain_: {
            rows: components["schemas"]["UserGroupPlain"][];
            total: number;
        };
        CollectionPlain_UserPlain_: {
            rows: components["schemas"]["UserPlain"][];
            total: number;
        };
        Collection_Ability_: {
            rows: components["schemas"]["Ability"][];
            total: string;
        };
        Collection_AccessGroupListed_: {
            rows: components["schemas"]["AccessGroupListed"][];
            total: string;
        };
        Collection_AlertOut_: {
            rows: components["schemas"]["AlertOut"][];
            total: string;
        };
        Collection_AuditRow_: {
            rows: components["schemas"]["AuditRow"][];
            total: string;
        };
        Collection_CardOut_: {
            rows: components["schemas"]["CardOut"][];
            total: string;
        };
        Collection_CustomFieldOut_: {
            rows: components["schemas"]["CustomFieldOut"][];
            total: string;
        };
        Collection_DoorOut_: {
            rows: components["schemas"]["ostiary__api__biostar__doors__DoorOut"][];
            total: string;
        };
        Collection_DoorStatus_: {
            rows: components["schemas"]["DoorStatus"][];
            total: string;
        };
        Collection_EnrolmentDevice_: {
            rows: components["schemas"]["EnrolmentDevice"][];
            total: string;
        };
        Collection_EventTypeOut_: {
            rows: components["schemas"]["ostiary__api__biostar__events__EventTypeOut"][];
            total: string;
        };
        Collection_FileOut_: {
            rows: components["schemas"]["ostiary__api__biostar__firmwares__FileOut"][];
            total: string;
        };
        Collection_FoundOut_: {
            rows: components["schemas"]["FoundOut"][];
            total: string;
        };
        Collection_GroupOut_: {
            rows: components["schemas"]["ostiary__api__biostar__wire__group__GroupOut"][];
            total: string;
        };
        Collection_HeldOut_: {
            rows: components["schemas"]["HeldOut"][];
            total: string;
        };
        Collection_HolidayGroupOut_: {
            rows: components["schemas"]["HolidayGroupOut"][];
            total: string;
        };
        Collection_LevelOut_: {
            rows: components["schemas"]["LevelOut"][];
            total: string;
        };
        Collection_Occurrence_: {
            rows: components["schemas"]["Occurrence"][];
            total: string;
        };
        Collection_PermissionRow_: {
            rows: components["schemas"]["PermissionRow"][];
            total: string;
        };
        Collection_ScheduleOut_: {
            rows: components["schemas"]["ostiary__api__biostar__schedules__ScheduleOut"][];
            total: string;
        };
        Collection_SignalOut_: {
            rows: components["schemas"]["SignalOut"][];
            total: string;
        };
        Collection_SlaveFound_: {
            rows: components["schemas"]["SlaveFound"][];
            total: string;
        };
        Collection_TypeOut_: {
            rows: components["schemas"]["TypeOut"][];
            total: string;
        };
        Collection_UserGroupOut_: {
            rows: components["schemas"]["ostiary__api__biostar__user_groups__UserGroupOut"][];
            total: string;
        };
        Collection_UserOut_: {
            rows: components["schemas"]["UserOut"][];
            total: string;
        };
        Collection_UserRef_: {
            rows: components["schemas"]["UserRef-Output"][];
            total: string;
        };
        Commanded: {
            DeviceResponse: components["schemas"]["DeviceOutcomes"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        Commands: {
            DoorResponse: components["schemas"]["DoorOutcomes"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        ContactIn: {
            apb_use_door_sensor?: boolean | string | number | null;
            device_id?: components["schemas"]["Ref-Input"] | null;
            input_index?: number | string | null;
            simulated_unlock?: boolean | string | number | null;
            type?: boolean | string | number | null;
        };
        Content: {
            answer: components["schemas"]["ostiary__api__native__decisions__Answer"] | null;
            differences: components["schemas"]["DifferenceOut"][];
            holds_person: boolean;
            level: boolean;
            verified_at: string | null;
        };
        ContentOut: {
            asked: boolean;
            device: components["schemas"]["Named-Output"];
            families: components["schemas"]["FamilyOut"][];
            pending: number;
            proven_at: string | null;
            refused: number;
            state: string;
        };
        Credentials: {
            /** @default  */
            login_id: string | number;
            /** @default  */
            password: string | number;
        };
        CredentialsIn: {
            faces?: components["schemas"]["ostiary__api__biostar__wire__user_in__FaceIn"][] | {
                [key: string]: components["schemas"]["ostiary__api__biostar__wire__user_in__FaceIn"];
            } | components["schemas"]["ostiary__api__biostar__wire__user_in__FaceIn"] | "" | null;
            visualFaces?: components["schemas"]["ostiary__api__biostar__wire__user_in__FaceIn"][] | {
                [key: string]: components["schemas"]["ostiary__api__biostar__wire__user_in__FaceIn"];
            } | components["schemas"]["ostiary__api__biostar__wire__user_in__FaceIn"] | "" | null;
        };
        CustomFieldBody: {
            CustomFieldCollection: components["schemas"]["CustomFieldRows"];
        };
        CustomFieldIn: {
            data?: string | number | null;
            /** @default true */
            enable: boolean | string | number;
            /** @default  */
            name: string | number;
            order?: number | string | null;
            type: number | string | null;
        };
        CustomFieldList: {
            CustomFieldCollection: components["schemas"]["Collection_CustomFieldOut_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        CustomFieldOut: {
            data?: string;
            id: string;
            name: string;
            order: string;
            type: string;
        };
        CustomFieldRows: {
            rows: components["schemas"]["CustomFieldIn"][] | {
                [key: string]: components["schemas"]["CustomFieldIn"];
            } | components["schemas"]["CustomFieldIn"] | "";
        };
        DayIn: {
            day_index: number | string;
            time_segments?: components["schemas"]["SlotIn"][] | {
                [key: string]: components["schemas"]["SlotIn"];
            } | components["schemas"]["SlotIn"] | "";
        };
        DaysOut: {
            items: components["schemas"]["ostiary__api__native__schedules__DayOut"][];
            timezone: string | null;
        };
        Decision: {
            /** Format: date-time */
            at: string;
            credential: string | null;
            door: components["schemas"]["Named-Output"] | null;
            event: components["schemas"]["ostiary__api__native__decisions__EventCode"] | null;
            id: number;
            person: components["schemas"]["Person"] | null;
            reader: components["schemas"]["Named-Output"];
            reason: string;
        };
        DecisionOut: {
            now: components["schemas"]["ExplanationOut"] | null;
            then: components["schemas"]["Decision"];
        };
        DeviceAnswer: {
            Device: components["schemas"]["ostiary__api__biostar__devices__DeviceOut"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        DeviceAuthentication: {
            auth_timeout?: number | string | null;
            enable_card_Id_from_keypad?: boolean | string | number | null;
            enable_face_group_matching?: boolean | string | number | null;
            enable_full_access?: boolean | string | number | null;
            enable_global_apb?: boolean | string | number | null;
            enable_private_auth?: boolean | string | number | null;
            enable_server_matching?: boolean | string | number | null;
            face_detection_level?: number | string | null;
            global_apb_fail_action?: number | string | null;
            matching_timeout?: number | string | null;
            operation_modes?: components["schemas"]["DeviceAuthenticationOperationModes"][] | {
                [key: string]: components["schemas"]["DeviceAuthenticationOperationModes"];
            } | components["schemas"]["DeviceAuthenticationOperationModes"] | "" | null;
            operators?: components["schemas"]["DeviceAuthenticationOperators"][] | {
                [key: string]: components["schemas"]["DeviceAuthenticationOperators"];
            } | components["schemas"]["DeviceAuthenticationOperators"] | "" | null;
        };
        DeviceAuthenticationOperationModes: {
            mode?: number | string | null;
            schedule_id?: {
                id?: number | string;
            } | null;
        };
        DeviceAuthenticationOperators: {
            level?: number | string | null;
            user_id?: {
                user_id?: string;
            } | null;
        };
        DeviceAuthmode: {
            cardAuthMask?: number | string | null;
            cardAuthSupported?: boolean | string | number | null;
            extAuthModeSupported?: boolean | string | number | null;
            faceAuthMask?: number | string | null;
            faceAuthSupported?: boolean | string | number | null;
            fingerprintAuthMask?: number | string | null;
            fingerprintAuthSupported?: boolean | string | number | null;
            id?: number | string | null;
            idAuthMask?: number | string | null;
            idAuthSupported?: boolean | string | number | null;
        };
        DeviceBarcode: {
            camera_timeout?: number | string | null;
            motion_sensor?: number | string | null;
            scan_timeout?: number | string | null;
            use_barcode?: boolean | string | number | null;
            use_visual_barcode?: boolean | string | number | null;
        };
        DeviceBody: {
            Device: components["schemas"]["DeviceIn"];
        };
        DeviceCapability: {
            intelligentPDSupported?: number | string | null;
            maskAuthSupported?: number | string | null;
            thermalAuthSupported?: number | string | null;
        };
        DeviceCard: {
            byte_order?: number | string | null;
            card_layout?: {
                id?: number | string;
            } | null;
            smart_card_byte_order?: number | string | null;
            use_BLE?: boolean | string | number | null;
            use_HIDprox?: boolean | string | number | null;
            use_NFC?: boolean | string | number | null;
            use_SEOS?: boolean | string | number | null;
            use_SR_SE?: boolean | string | number | null;
            use_classic_plus?: boolean | string | number | null;
            use_csn?: boolean | string | number | null;
            use_desfire_ev1?: boolean | string | number | null;
            use_em?: boolean | string | number | null;
            use_iclass?: boolean | string | number | null;
            use_mifare_felica?: boolean | string | number | null;
            use_mobile?: boolean | string | number | null;
            use_smart?: boolean | string | number | null;
            use_wiegand?: boolean | string | number | null;
            use_wiegand_format?: boolean | string | number | null;
        };
        DeviceCardSupportedFromDevice: {
            BLE?: boolean | string | number | null;
            Desfire_ev1?: boolean | string | number | null;
            HIDProx?: boolean | string | number | null;
            NFC?: boolean | string | number | null;
            em4100?: boolean | string | number | null;
            iCLASS?: boolean | string | number | null;
            iCLASSSEOS?: boolean | string | number | null;
            iCLASSSRSE?: boolean | string | number | null;
            mask?: number | string | null;
            mifareClassic_Plus?: boolean | string | number | null;
            mifare_felica?: boolean | string | number | null;
            use_card_operation?: boolean | string | number | null;
        };
        DeviceDisplay: {
            background?: number | string | null;
            background_theme?: number | string | null;
            backlight_timeout?: number | string | null;
            date_type?: number | string | null;
            device_private_message?: boolean | string | number | null;
            display_datetime?: boolean | string | number | null;
            home_formation?: number | string | null;
            language?: number | string | null;
            menu_timeout?: number | string | null;
            message_timeout?: number | string | null;
            server_private_message?: boolean | string | number | null;
            shortcut_home?: string | number | null;
            sounds?: components["schemas"]["DeviceDisplaySounds"][] | {
                [key: string]: components["schemas"]["DeviceDisplaySounds"];
            } | components["schemas"]["DeviceDisplaySounds"] | "" | null;
            time_format?: number | string | null;
            use_screen_saver?: boolean | string | number | null;
            use_voice?: boolean | string | number | null;
            volume?: number | string | null;
        };
        DeviceDisplaySounds: {
            index?: number | string | null;
            name?: string | number | null;
        };
        DeviceEventFilter: {
            rows?: components["schemas"]["DeviceEventFilterRows"][] | {
                [key: string]: components["schemas"]["DeviceEventFilterRows"];
            } | components["schemas"]["DeviceEventFilterRows"] | "" | null;
            total?: number | string | null;
        };
        DeviceEventFilterRows: {
            event_type_id?: components["schemas"]["DeviceEventFilterRowsEventTypeId"] | null;
            schedule_id?: {
                id?: number | string;
            } | null;
        };
        DeviceEventFilterRowsEventTypeId: {
            code?: number | string | null;
        };
        DeviceFace: {
            detection_distance_max?: number | string | null;
            detection_distance_min?: number | string | null;
            duplicate_check?: number | string | null;
            face_width_max?: number | string | null;
            face_width_min?: number | string | null;
            lfd_level?: number | string | null;
            max_rotation?: number | string | null;
            operation_mode?: number | string | null;
            preview_option?: number | string | null;
            proximity_level?: number | string | null;
            quick_enrollment?: number | string | null;
            scan_wait_time?: number | string | null;
            search_range_width?: number | string | null;
            search_range_x?: number | string | null;
            security_level?: number | string | null;
            sensitivity?: number | string | null;
            use_template_image?: number | string | null;
            wide_search?: number | string | null;
        };
        DeviceFingerprint: {
            advanced_enrollment?: number | string | null;
            detect_afterimage?: number | string | null;
            duplicate_check?: number | string | null;
            fast_mode?: number | string | null;
            scan_timeout?: number | string | null;
            security_level?: number | string | null;
            sensitivity?: number | string | null;
            sensor_mode?: number | string | null;
            show_image?: number | string | null;
            template_format?: number | string | null;
        };
        DeviceImagelogeventinfo: {
            imageLogEventItems?: components["schemas"]["DeviceImagelogeventinfoImagelogeventitems"][] | {
                [key: string]: components["schemas"]["DeviceImagelogeventinfoImagelogeventitems"];
            } | components["schemas"]["DeviceImagelogeventinfoImagelogeventitems"] | "" | null;
        };
        DeviceImagelogeventinfoImagelogeventitems: {
            event_type_id?: components["schemas"]["DeviceImagelogeventinfoImagelogeventitemsEventTypeId"] | null;
            schedule_id?: {
                id?: number | string;
            } | null;
        };
        DeviceImagelogeventinfoImagelogeventitemsEventTypeId: {
            code?: number | string | null;
        };
        DeviceIn: {
            authentication?: components["schemas"]["DeviceAuthentication"] | null;
            authmode?: components["schemas"]["DeviceAuthmode"] | null;
            barcode?: components["schemas"]["DeviceBarcode"] | null;
            capability?: components["schemas"]["DeviceCapability"] | null;
            card?: components["schemas"]["DeviceCard"] | null;
            card_supported_from_device?: components["schemas"]["DeviceCardSupportedFromDevice"] | null;
            device_group_id?: components["schemas"]["Ref-Input"] | null;
            display?: components["schemas"]["DeviceDisplay"] | null;
            dst1?: number | string | null;
            dst2?: number | string | null;
            event_filter?: components["schemas"]["DeviceEventFilter"] | null;
            face?: components["schemas"]["DeviceFace"] | null;
            fingerprint?: components["schemas"]["DeviceFingerprint"] | null;
            imageLogEventInfo?: components["schemas"]["DeviceImagelogeventinfo"] | null;
            input?: components["schemas"]["DeviceInput"] | null;
            lan?: components["schemas"]["DeviceLan"] | null;
            name?: string | number | null;
            output_signals?: components["schemas"]["DeviceOutputSignals"][] | {
                [key: string]: components["schemas"]["DeviceOutputSignals"];
            } | components["schemas"]["DeviceOutputSignals"] | "" | null;
            pktversion?: number | string | null;
            print_status?: number | string | null;
            rs485?: components["schemas"]["DeviceRs485"] | null;
            rtsp?: components["schemas"]["DeviceRtsp"] | null;
            support_occupancy?: boolean | string | number | null;
            system?: components["schemas"]["DeviceSystem"] | null;
            thermal_camera_config?: components["schemas"]["DeviceThermalCameraConfig"] | null;
            thermal_config?: components["schemas"]["DeviceThermalConfig"] | null;
            tna?: components["schemas"]["DeviceTna"] | null;
            trigger_actions?: components["schemas"]["DeviceTriggerActions"][] | {
                [key: string]: components["schemas"]["DeviceTriggerActions"];
            } | components["schemas"]["DeviceTriggerActions"] | "" | null;
            usb?: components["schemas"]["DeviceUsb"] | null;
            use_image_log?: boolean | string | number | null;
            voip?: components["schemas"]["DeviceVoip"] | null;
            wiegand?: components["schemas"]["DeviceWiegand"] | null;
            wiegand_io?: components["schemas"]["DeviceWiegandIo"] | null;
            wlan?: components["schemas"]["DeviceWlan"] | null;
        };
        DeviceInDoor: {
            id: string;
            name?: string;
        } & {
            [key: string]: unknown;
        };
        DeviceInDoorPlain: {
            id: number;
            name?: string;
            slave_devices: components["schemas"]["NamedRefPlain"][];
        };
        DeviceInput: {
            aux_inputs?: components["schemas"]["DeviceInputAuxInputs"][] | {
                [key: string]: components["schemas"]["DeviceInputAuxInputs"];
            } | components["schemas"]["DeviceInputAuxInputs"] | "" | null;
            input_config?: components["schemas"]["DeviceInputInputConfig"] | null;
            input_port_num?: number | string | null;
            supervised_inputs?: components["schemas"]["DeviceInputSupervisedInputs"][] | {
                [key: string]: components["schemas"]["DeviceInputSupervisedInputs"];
            } | components["schemas"]["DeviceInputSupervisedInputs"] | "" | null;
            support_aux_input?: boolean | string | number | null;
        };
        DeviceInputAuxInputs: {
            aux_index?: number | string | null;
            config?: number | string | null;
            enabled?: boolean | string | number | null;
            port_index?: number | string | null;
            switch_type?: number | string | null;
            type?: number | string | null;
        };
        DeviceInputInputConfig: {
            input_port_num?: number | string | null;
        };
        DeviceInputSupervisedInputs: {
            enabled?: boolean | string | number | null;
            port_index?: number | string | null;
            type?: number | string | null;
        };
        DeviceLan: {
            baseband?: number | string | null;
            connection_mode?: number | string | null;
            device_port?: number | string | null;
            dns_addr?: string | number | null;
            enable_dhcp?: boolean | string | number | null;
            gateway?: string | number | null;
            ip?: string | number | null;
            mtu_size?: number | string | null;
            server_ip?: string | number | null;
            server_port?: number | string | null;
            subnet_mask?: string | number | null;
            use_dns?: boolean | string | number | null;
        };
        DeviceList: {
            DeviceCollection: components["schemas"]["ostiary__api__biostar__wire__envelope__Collection_DeviceOut___1"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        DeviceListPlain: {
            DeviceCollection: components["schemas"]["CollectionPlain_DevicePlain_"];
            /**
             * @default {
             *       "by": "web",
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "success"
             *     }
             */
            Response: components["schemas"]["OutcomePlain"];
        };
        DeviceOutcomes: {
            /** @enum {string} */
            result: "true" | "false";
            rows: components["schemas"]["TargetOutcome"][];
        };
        DeviceOutputSignals: {
            buzzer?: components["schemas"]["DeviceOutputSignalsBuzzer"] | null;
            led?: components["schemas"]["DeviceOutputSignalsLed"] | null;
            status?: number | string | null;
        };
        DeviceOutputSignalsBuzzer: {
            count?: number | string | null;
            signals?: components["schemas"]["DeviceOutputSignalsBuzzerSignals"][] | {
                [key: string]: components["schemas"]["DeviceOutputSignalsBuzzerSignals"];
            } | components["schemas"]["DeviceOutputSignalsBuzzerSignals"] | "" | null;
        };
        DeviceOutputSignalsBuzzerSignals: {
            color?: number | string | null;
            delay?: number | string | null;
            duration?: number | string | null;
            fadeout?: boolean | string | number | null;
            tone?: number | string | null;
        };
        DeviceOutputSignalsLed: {
            count?: number | string | null;
            signals?: components["schemas"]["DeviceOutputSignalsLedSignals"][] | {
                [key: string]: components["schemas"]["DeviceOutputSignalsLedSignals"];
            } | components["schemas"]["DeviceOutputSignalsLedSignals"] | "" | null;
        };
        DeviceOutputSignalsLedSignals: {
            color?: number | string | null;
            delay?: number | string | null;
            duration?: number | string | null;
            fadeout?: boolean | string | number | null;
            tone?: number | string | null;
        };
        DevicePlain: {
            device_group_id: components["schemas"]["NamedRefPlain"];
            device_type_id: components["schemas"]["NamedRefPlain"];
            id: number;
            lan?: components["schemas"]["LanPlain"];
            name: string;
            parent_device_id?: components["schemas"]["RefPlain"];
            status: number;
            user_sync_status: number;
            version: components["schemas"]["VersionPlain"];
        };
        DeviceRs485: {
            channels?: components["schemas"]["DeviceRs485Channels"][] | {
                [key: string]: components["schemas"]["DeviceRs485Channels"];
            } | components["schemas"]["DeviceRs485Channels"] | "" | null;
            connected_channel_index?: number | string | null;
            intelligentInfo?: components["schemas"]["DeviceRs485Intelligentinfo"] | null;
            mode?: number | string | null;
            parent_rs485_info?: (string | number)[] | {
                [key: string]: string | number;
            } | (string | number) | "" | null;
        };
        DeviceRs485Channels: {
            baudrate?: number | string | null;
            index?: number | string | null;
            mode?: number | string | null;
        };
        DeviceRs485Intelligentinfo: {
            cardFormat?: number | string | null;
            failCode?: string | number | null;
            failCodeFormat?: number | string | null;
            osdpID?: number | string | null;
            supportIConfig?: boolean | string | number | null;
            useFailCode?: boolean | string | number | null;
        };
        DeviceRtsp: {
            enabled?: boolean | string | number | null;
        };
        DeviceSearchBody: {
            exclude_device_type_id?: (number | string)[] | {
                [key: string]: number | string;
            } | (number | string) | "";
            limit?: number | string | null;
            offset?: number | string | null;
            order_by?: string | number | null;
        };
        DeviceSystem: {
            camera_frequency?: number | string | null;
            enable_clear_on_tamper?: boolean | string | number | null;
            enable_data_encryption?: boolean | string | number | null;
            interphone_type?: number | string | null;
            locked?: boolean | string | number | null;
            sync_time?: boolean | string | number | null;
            timezone?: number | string | null;
            use_alphanumeric?: boolean | string | number | null;
            use_card_operation?: boolean | string | number | null;
        };
        DeviceThermalCameraConfig: {
            compensation_temperature?: number | string | null;
            distance?: number | string | null;
            emission_rate?: number | string | null;
            emissivity?: number | string | null;
            enable_body_compensation?: boolean | string | number | null;
            roi_height?: number | string | null;
            roi_width?: number | string | null;
            roi_x?: number | string | null;
            roi_y?: number | string | null;
        };
        DeviceThermalConfig: {
            enable_audit_temperature?: boolean | string | number | null;
            enable_centigrade?: number | string | null;
            enable_dynamic_roi?: boolean | string | number | null;
            enable_mask?: number | string | null;
            enable_overlap_thermal?: boolean | string | number | null;
            enable_temperature_reject_sound?: boolean | string | number | null;
            enable_thermal_camera?: number | string | null;
            mask_detection_level?: number | string | null;
            temperature_checkmode?: number | string | null;
            temperature_threshold?: number | string | null;
            temperature_threshold_high?: number | string | null;
            temperature_threshold_low?: number | string | null;
        };
        DeviceTna: {
            fixed_code?: number | string | null;
            mode?: number | string | null;
            required?: boolean | string | number | null;
            tna_keys?: components["schemas"]["DeviceTnaTnaKeys"][] | {
                [key: string]: components["schemas"]["DeviceTnaTnaKeys"];
            } | components["schemas"]["DeviceTnaTnaKeys"] | "" | null;
        };
        DeviceTnaTnaKeys: {
            enabled?: boolean | string | number | null;
            icon?: number | string | null;
            key?: number | string | null;
            keyName?: string | number | null;
            label?: string | number | null;
            order?: number | string | null;
            schedule_id?: {
                id?: number | string;
            } | null;
        };
        DeviceTriggerActions: {
            delay?: number | string | null;
            index?: number | string | null;
            input_device_id?: {
                id?: number | string;
            } | null;
            input_duration?: number | string | null;
            input_event_id?: components["schemas"]["DeviceTriggerActionsInputEventId"] | null;
            input_port?: number | string | null;
            input_schedule_id?: {
                id?: number | string;
            } | null;
            input_switch?: number | string | null;
            input_type?: number | string | null;
            led_color?: number | string | null;
            output_device_id?: {
                id?: number | string;
            } | null;
            output_function_mask?: number | string | null;
            output_priority?: number | string | null;
            output_relay?: number | string | null;
            output_signal_id?: {
                id?: number | string;
            } | null;
            output_type?: number | string | null;
            sound_count?: number | string | null;
            sound_index?: number | string | null;
            stop_flag?: number | string | null;
        };
        DeviceTriggerActionsInputEventId: {
            code?: number | string | null;
        };
        DeviceUsb: {
            enable_usb?: boolean | string | number | null;
            enable_usb_memory?: boolean | string | number | null;
        };
        DeviceVoip: {
            dtmf?: components["schemas"]["DeviceVoipDtmf"] | null;
            micVolume?: number | string | null;
            outbound?: components["schemas"]["DeviceVoipOutbound"] | null;
            phonebook_list?: components["schemas"]["DeviceVoipPhonebookList"][] | {
                [key: string]: components["schemas"]["DeviceVoipPhonebookList"];
            } | components["schemas"]["DeviceVoipPhonebookList"] | "" | null;
            server?: components["schemas"]["DeviceVoipServer"] | null;
            speakerVolume?: number | string | null;
            use?: boolean | string | number | null;
            use_extension_num?: boolean | string | number | null;
        };
        DeviceVoipDtmf: {
            exit_button?: string | number | null;
            mode?: number | string | null;
        };
        DeviceVoipOutbound: {
            prox_ip_addrs?: (string | number)[] | {
                [key: string]: string | number;
            } | (string | number) | "" | null;
            prox_ser_port?: number | string | null;
            use_prox_ser?: boolean | string | number | null;
        };
        DeviceVoipPhonebookList: {
            description?: string | number | null;
            phone_number?: string | number | null;
        };
        DeviceVoipServer: {
            address?: string | number | null;
            autid?: string | number | null;
            password?: string | number | null;
            port?: number | string | null;
            regdur?: number | string | null;
            user_id?: string | number | null;
        };
        DeviceWiegand: {
            enable_bypass_mode?: boolean | string | number | null;
            enable_fail_code?: boolean | string | number | null;
            fail_code?: number | string | null;
            format_id?: {
                id?: number | string;
            } | null;
            out_pulse_interval?: number | string | null;
            out_pulse_width?: number | string | null;
            wiegand_cards?: components["schemas"]["DeviceWiegandWiegandCards"][] | {
                [key: string]: components["schemas"]["DeviceWiegandWiegandCards"];
            } | components["schemas"]["DeviceWiegandWiegandCards"] | "" | null;
            wiegand_csn_id?: {
                id?: number | string;
            } | null;
            wiegand_in_out?: number | string | null;
            wiegand_inputs?: components["schemas"]["DeviceWiegandWiegandInputs"][] | {
                [key: string]: components["schemas"]["DeviceWiegandWiegandInputs"];
            } | components["schemas"]["DeviceWiegandWiegandInputs"] | "" | null;
            wiegand_output_info?: number | string | null;
        };
        DeviceWiegandIo: {
            wiegand_buzzer?: components["schemas"]["DeviceWiegandIoWiegandBuzzer"] | null;
            wiegand_leds?: components["schemas"]["DeviceWiegandIoWiegandLeds"][] | {
                [key: string]: components["schemas"]["DeviceWiegandIoWiegandLeds"];
            } | components["schemas"]["DeviceWiegandIoWiegandLeds"] | "" | null;
            wiegand_tamper?: components["schemas"]["DeviceWiegandIoWiegandTamper"] | null;
        };
        DeviceWiegandIoWiegandBuzzer: {
            device_id?: {
                id?: number | string;
            } | null;
            output_index?: number | string | null;
        };
        DeviceWiegandIoWiegandLeds: {
            device_id?: {
                id?: number | string;
            } | null;
            output_index?: number | string | null;
        };
        DeviceWiegandIoWiegandTamper: {
            device_id?: {
                id?: number | string;
            } | null;
            input_index?: number | string | null;
            switch_type?: number | string | null;
        };
        DeviceWiegandWiegandCards: {
            id?: number | string | null;
        };
        DeviceWiegandWiegandInputs: {
            id?: number | string | null;
        };
        DeviceWlan: {
            auth_type?: number | string | null;
            enabled?: boolean | string | number | null;
            encryption_type?: number | string | null;
            operation_mode?: number | string | null;
        };
        Devices: {
            rows: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "";
            total?: number | string | null;
        };
        DevicesFound: {
            DeviceCollection: components["schemas"]["Collection_FoundOut_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        DevicesOut: {
            items: components["schemas"]["ostiary__api__native__simulated__DeviceOut"][];
        };
        DifferenceOut: {
            family: string;
            how: components["schemas"]["Differing"];
            key: string;
        };
        /** @enum {string} */
        Differing: "missing" | "different" | "unwanted";
        Done: {
            /**
             * @default true
             * @enum {string}
             */
            result: "true" | "false";
        };
        DoorAnswer: {
            Door: components["schemas"]["ostiary__api__biostar__doors__DoorOut"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        DoorBody: {
            Door: components["schemas"]["DoorIn"];
        };
        DoorChanged: {
            DeviceResponse: components["schemas"]["DeviceOutcomes"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        DoorIn: {
            antipassback?: components["schemas"]["AntipassbackIn"] | null;
            description?: string | number | null;
            door_group_id?: components["schemas"]["Ref-Input"] | null;
            dual_authentication?: components["schemas"]["DualIn"] | null;
            entry_device_id?: components["schemas"]["Ref-Input"] | null;
            exit_button_input_id?: components["schemas"]["ContactIn"] | null;
            exit_device_id?: components["schemas"]["Ref-Input"] | null;
            extended_open?: components["schemas"]["ExtendedIn"] | null;
            name?: string | number | null;
            open_duration?: number | string | null;
            open_once?: boolean | string | number | null;
            open_timeout?: number | string | null;
            relay_output_id?: components["schemas"]["RelayIn"] | null;
            sensor_input_id?: components["schemas"]["ContactIn"] | null;
            timed_antipassback?: components["schemas"]["TimedIn"] | null;
            trigger_actions?: components["schemas"]["ActionIn"][] | {
                [key: string]: components["schemas"]["ActionIn"];
            } | components["schemas"]["ActionIn"] | "" | null;
            unconditional_lock?: boolean | string | number | null;
        };
        DoorList: {
            DoorCollection: components["schemas"]["Collection_DoorOut_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        DoorListPlain: {
            DoorCollection: components["schemas"]["CollectionPlain_DoorPlain_"];
            /**
             * @default {
             *       "by": "web",
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "success"
             *     }
             */
            Response: components["schemas"]["OutcomePlain"];
        };
        DoorMade: {
            DeviceResponse: components["schemas"]["DeviceOutcomes"];
            Door: components["schemas"]["NamedRef"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        DoorOutcomes: {
            /** @enum {string} */
            result: "true" | "false";
            rows: components["schemas"]["TargetOutcome"][];
        };
        DoorPlain: {
            door_group_id: components["schemas"]["NamedRefPlain"];
            entry_device_id?: components["schemas"]["DeviceInDoorPlain"];
            exit_button_input_id?: components["schemas"]["ButtonPlain"];
            id: number;
            name: string;
            relay_output_id?: components["schemas"]["RelayPlain"];
            status: number;
        };
        DoorSearchBody: {
            door_group_id?: number | string | null;
            limit?: number | string | null;
            offset?: number | string | null;
            order_by?: string | number | null;
            search_text?: string | number | null;
        };
        DoorStatus: {
            alarm: string;
            door_id: components["schemas"]["Ref-Output"];
            last_open_time: string;
            /** @enum {string} */
            opened: "true" | "false";
            status: string;
            /** @enum {string} */
            unlocked: "true" | "false";
        };
        DoorStatusList: {
            DoorStatusCollection: components["schemas"]["Collection_DoorStatus_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        DoorsBody: {
            DoorCollection: components["schemas"]["Named-Input"];
        };
        DoorsDeleted: {
            DeviceResponse: components["schemas"]["DeviceOutcomes"];
            DoorCollection?: components["schemas"]["Listing_ItemOutcome_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        DoorsIn: {
            DoorCollection: components["schemas"]["Named-Input"];
        };
        DoorsOut: {
            /** Format: date-time */
            asked_at: string;
            /** Format: date-time */
            at: string;
            basis: string;
            items: components["schemas"]["OpeningOut"][];
            period: components["schemas"]["PeriodOut"];
            person: components["schemas"]["Person"];
            refusal: components["schemas"]["RefusalOut"] | null;
        };
        DraftBody: {
            cycle_start?: string | null;
            days: components["schemas"]["IntervalIn"][][];
            /** @default [] */
            holidays: components["schemas"]["ostiary__api__native__schedules__HolidayIn"][];
        };
        DualIn: {
            approval_groups?: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "" | null;
            approval_type?: (number | string) | null;
            device?: (number | string) | null;
            schedule_id?: components["schemas"]["Ref-Input"] | null;
            timeout?: number | string | null;
        };
        DualOut: {
            approval_groups: components["schemas"]["Ref-Output"][];
            approval_type: string;
            device: string;
            schedule_id: components["schemas"]["Ref-Output"];
            timeout: string;
        };
        EndOut: {
            problem: components["schemas"]["Problem"];
        };
        EnrolmentDevice: {
            device_type_id: components["schemas"]["NamedRef"];
            id: string;
            name?: string;
        };
        EnrolmentDevices: {
            DeviceCollection: components["schemas"]["Collection_EnrolmentDevice_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        EventKind: {
            /** @enum {string} */
            alertable: "true" | "false";
            code: string;
            description: string;
            /** @enum {string} */
            enable_alert: "true" | "false";
            name: string;
        };
        EventList: {
            EventCollection: components["schemas"]["Listing_EventOut_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        "EventLog-Input": {
            /** @default false */
            active: boolean | string | number;
            /** @default 0 */
            event_log_retain_days: number | string;
        };
        "EventLog-Output": {
            /**
             * @default false
             * @enum {string}
             */
            active: "true" | "false";
            /** @default 0 */
            event_log_retain_days: string;
        };
        EventPerson: {
            id: string;
            name: string;
            photo: boolean;
        };
        "EventRef-Input": {
            code: number | string;
        };
        "EventRef-Output": {
            code: string;
        };
        EventSearchBody: {
            Query?: components["schemas"]["Question"];
            limit?: number | string | null;
            offset?: number | string | null;
        };
        EventTypeList: {
            EventTypeCollection: components["schemas"]["Collection_EventTypeOut_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        EventTypesOut: {
            items: components["schemas"]["ostiary__api__native__event_types__EventTypeOut"][];
        };
        EventUser: {
            name: string;
            /** @enum {string} */
            photo_exists: "true" | "false";
            user_id: string;
        };
        EventsOut: {
            items: components["schemas"]["ostiary__api__native__event_rows__EventOut"][];
            next_cursor: string | null;
        };
        ExplanationOut: {
            as_of: components["schemas"]["AsOf"] | null;
            /** Format: date-time */
            asked_at: string;
            /** Format: date-time */
            at: string;
            basis: string;
            card: string | null;
            checks: components["schemas"]["CheckOut"][];
            device: components["schemas"]["ostiary__api__native__explain__DeviceOut"] | null;
            door: components["schemas"]["ostiary__api__native__explain__DoorOut"] | null;
            event: components["schemas"]["ostiary__api__native__decisions__EventCode"] | null;
            granted: boolean;
            own_modes: components["schemas"]["OwnMode"][];
            person: components["schemas"]["Person"] | null;
            reader: components["schemas"]["ostiary__api__native__explain__ReaderOut"] | null;
            reason: string;
            steps: components["schemas"]["Step"][];
            ways: components["schemas"]["Way"][];
        };
        ExportQuestion: {
            columns?: (string | number)[] | {
                [key: string]: string | number;
            } | (string | number) | "";
            conditions?: components["schemas"]["QueryCondition"][] | {
                [key: string]: components["schemas"]["QueryCondition"];
            } | components["schemas"]["QueryCondition"] | "";
            headers?: (string | number)[] | {
                [key: string]: string | number;
            } | (string | number) | "";
            limit?: number | string | null;
            offset?: number | string | null;
            orders?: components["schemas"]["QueryOrder"][] | {
                [key: string]: components["schemas"]["QueryOrder"];
            } | components["schemas"]["QueryOrder"] | "";
        };
        Exported: {
            DeviceResponse: components["schemas"]["DeviceOutcomes"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            UserCollection: components["schemas"]["Collection_HeldOut_"];
        };
        ExtendedIn: {
            access_groups?: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "" | null;
            open_duration?: number | string | null;
        };
        ExtendedOut: {
            access_groups: components["schemas"]["Ref-Output"][];
            open_duration: string;
        };
        FaceScanned: {
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            credentials: components["schemas"]["ScannedFaces"];
        };
        FaceTemplate: {
            credential_bin_type?: string;
            template?: string;
            template_ex?: string;
        };
        /** @enum {string} */
        Family: "settings" | "holidays" | "schedules" | "doors" | "levels" | "groups" | "users" | "blacklist";
        FamilyOut: {
            different: components["schemas"]["KeysOut"] | null;
            family: components["schemas"]["Family"];
            held: number | null;
            missing: components["schemas"]["KeysOut"] | null;
            refused: components["schemas"]["RefusedOut"][];
            unwanted: components["schemas"]["KeysOut"] | null;
            wanted: number | null;
        };
        FieldOut: {
            id: string;
            name: string;
            order: string;
            type: string;
        };
        FileAnswer: {
            File: components["schemas"]["ostiary__api__biostar__wire__export__FileOut"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        FileIn: {
            device_type?: number | string | null;
            filename: string | number;
        };
        FileList: {
            FirmwareFileCollection: components["schemas"]["Collection_FileOut_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        FilterIn: {
            AccessGroup?: (number | string)[] | {
                [key: string]: number | string;
            } | (number | string) | "" | null;
            DeviceGroup?: (number | string)[] | {
                [key: string]: number | string;
            } | (number | string) | "" | null;
            DoorGroup?: (number | string)[] | {
                [key: string]: number | string;
            } | (number | string) | "" | null;
            ElevatorGroup?: (number | string)[] | {
                [key: string]: number | string;
            } | (number | string) | "" | null;
            GraphicMapGroup?: (number | string)[] | {
                [key: string]: number | string;
            } | (number | string) | "" | null;
            UserGroup?: (number | string)[] | {
                [key: string]: number | string;
            } | (number | string) | "" | null;
            ZoneType?: (number | string)[] | {
                [key: string]: number | string;
            } | (number | string) | "" | null;
        };
        FingerBody: {
            /**
             * @default {
             *       "enroll_quality": 40,
             *       "raw_image": false
             *     }
             */
            ScanFingerprintOption: components["schemas"]["FingerOptions"];
        };
        FingerOptions: {
            /** @default 40 */
            enroll_quality: number | string;
            /** @default false */
            raw_image: boolean | string | number;
        };
        FingerOut: {
            finger_index: string;
            /** @enum {string} */
            finger_mask: "true" | "false";
            template0: string;
            template1: string;
            /** @default  */
            template_image0: string;
        };
        FingerScanned: {
            /**
             * @default {
             *       "result": "true"
             *     }
             */
            DeviceResponse: components["schemas"]["Done"];
            FingerprintTemplate: components["schemas"]["ScannedFinger"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        Found: {
            items: components["schemas"]["Item"][];
            more: boolean;
        };
        FoundOut: {
            device_type_id: components["schemas"]["NamedRef"] | components["schemas"]["Ref-Output"];
            id: string;
            lan?: components["schemas"]["LanOut"];
            name: string;
            server_connected?: components["schemas"]["StateOut"];
        };
        Frame: {
            Event: components["schemas"]["FrameEvent"];
        };
        FrameEvent: {
            /** Format: date-time */
            datetime: string;
            device_id: components["schemas"]["NamedRef"];
            door_id_list: components["schemas"]["NamedRef"][];
            event_type_id: components["schemas"]["EventKind"];
            hint: string;
            id: string;
            image_id?: components["schemas"]["ImageRef"];
            index: string;
            /** @enum {string} */
            is_dst: "1" | "0";
            parameter: string;
            /** Format: date-time */
            server_datetime: string;
            temperature?: string;
            timezone: components["schemas"]["TimeZone"];
            tna_key: string;
            user_group_id?: components["schemas"]["NamedRef"];
            user_id: components["schemas"]["EventUser"];
            user_id_name: string;
            /** @enum {string} */
            user_update_by_device: "true" | "false";
        };
        FrameOut: {
            cursor: string;
            notices: components["schemas"]["NoticeOut"][];
        };
        GroupIn: {
            name?: string | number | null;
            parent_id?: components["schemas"]["Ref-Input"] | null;
        };
        GroupPlain: {
            depth: number;
            id: number;
            name: string;
            parent_id?: components["schemas"]["NamedRefPlain"];
        };
        GroupSearchBody: {
            limit?: number | string | null;
            offset?: number | string | null;
            order_by?: string | number | null;
        };
        GroupsDeleted: {
            DeviceResponse?: components["schemas"]["DeviceOutcomes"];
            DoorGroupCollection?: components["schemas"]["Listing_ItemOutcome_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        HeldList: {
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            UserCollection: components["schemas"]["Collection_HeldOut_"];
        };
        HeldOut: {
            cards_count: string;
            credentials?: components["schemas"]["ostiary__api__biostar__device_people__CredentialsOut"];
            /** @enum {string} */
            disabled: "true" | "false";
            /** Format: date-time */
            expiry_datetime: string;
            face_count: string;
            fingerprint_templates_count: string;
            flag: string;
            name: string;
            private_operation_modes: components["schemas"]["ostiary__api__biostar__device_people__ModeOut"][];
            security_level: string;
            /** Format: date-time */
            start_datetime: string;
            updated_count: string;
            user_id: string;
        };
        HolidayGroupBody: {
            HolidayGroup?: components["schemas"]["HolidayGroupIn"];
        };
        HolidayGroupIn: {
            description?: string | number | null;
            holidays?: components["schemas"]["ostiary__api__biostar__holiday_groups__HolidayIn"][] | {
                [key: string]: components["schemas"]["ostiary__api__biostar__holiday_groups__HolidayIn"];
            } | components["schemas"]["ostiary__api__biostar__holiday_groups__HolidayIn"] | "" | null;
            name?: string | number | null;
        };
        HolidayGroupList: {
            HolidayGroupCollection: components["schemas"]["Collection_HolidayGroupOut_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        HolidayGroupMade: {
            DeviceResponse?: components["schemas"]["DeviceOutcomes"];
            HolidayGroup: components["schemas"]["NamedRef"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        HolidayGroupOut: {
            description: string;
            holidays: components["schemas"]["HolidayOut"][];
            id: string;
            name: string;
        };
        HolidayOut: {
            id: string;
            repeat_interval: string;
            /** Format: date-time */
            start_date: string;
        };
        HolidaySlotsIn: {
            holiday_group_id: components["schemas"]["Ref-Input"];
            time_segments?: components["schemas"]["SlotIn"][] | {
                [key: string]: components["schemas"]["SlotIn"];
            } | components["schemas"]["SlotIn"] | "";
        };
        HolidaySlotsOut: {
            holiday_group_id: components["schemas"]["NamedRef"];
            time_segments: components["schemas"]["SlotOut"][];
        };
        "Http-Input": {
            /** @default 0 */
            port: number | string;
            /** @default  */
            root_path: string | number;
        };
        "Http-Output": {
            /** @default 0 */
            port: string;
            /** @default  */
            root_path: string;
        };
        "Https-Input": {
            /** @default 0 */
            port: number | string;
            /** @default true */
            "server.ssl.key-store-password.use_enc": boolean | string | number;
            /** @default  */
            ssl_addr: string | number;
            /** @default true */
            use_ssl: boolean | string | number;
        };
        "Https-Output": {
            /** @default 0 */
            port: string;
            /**
             * @default 1
             * @enum {string}
             */
            "server.ssl.key-store-password.use_enc": "1" | "0";
            /** @default  */
            ssl_addr: string;
            /**
             * @default 1
             * @enum {string}
             */
            use_ssl: "1" | "0";
        };
        ImageRef: {
            image_data: string;
            image_type: string;
            /** @enum {string} */
            photo: "true" | "false";
        };
        Interval: {
            end: number;
            start: number;
        };
        IntervalIn: {
            end: number;
            start: number;
        };
        Item: {
            detail: string;
            id: string;
            /** @enum {string} */
            kind: "person" | "door" | "device" | "access_group" | "access_level" | "schedule" | "user_group";
            name: string;
            photo: boolean;
        };
        ItemIn: {
            doors?: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "" | null;
            id?: number | string | null;
            schedule_id?: components["schemas"]["Ref-Input"] | null;
        };
        ItemOut: {
            doors: components["schemas"]["NamedRef"][];
            id: string;
            schedule_id: components["schemas"]["NamedRef"];
        };
        ItemOutcome: {
            id: string;
            ret_code: string;
        };
        JobOut: {
            /** Format: date-time */
            asked_at: string;
            asked_by: components["schemas"]["Person"] | null;
            begun_at: string | null;
            cancelling: boolean;
            done: number;
            ended_at: string | null;
            error: string | null;
            id: number;
            kind: string;
            result: {
                [key: string]: unknown;
            } | null;
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "failed" | "cancelled" | "refused";
            step: string | null;
            title: string;
            total: number | null;
        };
        JobsOut: {
            items: components["schemas"]["JobOut"][];
            next_cursor: string | null;
        };
        JsonValue: unknown;
        KeysOut: {
            count: number;
            keys: string[];
        };
        /** @enum {string} */
        Kind: "UserGroup" | "DeviceGroup" | "DoorGroup" | "ElevatorGroup" | "ZoneType" | "AccessGroup" | "GraphicMapGroup";
        LanIn: {
            connection_mode?: number | string | null;
            device_port?: number | string | null;
            enable_dhcp?: boolean | string | number | null;
            gateway?: string | number | null;
            ip?: string | number | null;
            server_ip?: string | number | null;
            server_port?: number | string | null;
            subnet_mask?: string | number | null;
            use_dns?: boolean | string | number | null;
        };
        LanOut: {
            baseband: string;
            connection_mode: string;
            device_port: string;
            dns_addr: string;
            /** @enum {string} */
            enable_dhcp: "true" | "false";
            gateway: string;
            ip: string;
            mtu_size: string;
            server_ip: string;
            server_port: string;
            subnet_mask: string;
            /** @enum {string} */
            use_dns: "true" | "false";
        };
        LanPlain: {
            device_port: number;
            ip: string;
        };
        LastOut: {
            /** Format: date-time */
            at: string;
            event: components["schemas"]["ostiary__api__native__decisions__EventCode"] | null;
            reason: string;
            /** @enum {string} */
            verdict: "granted" | "denied" | "captured" | "ignored";
        };
        LeafIn: {
            open: boolean;
        };
        LeafMoved: {
            open: boolean;
        };
        LeafOut: {
            exit_button: boolean;
            id: number;
            name: string;
            relay: boolean;
            sensor_open: boolean | null;
        };
        LevelBody: {
            AccessLevel?: components["schemas"]["LevelIn"];
        };
        LevelFilter: {
            AccessGroup: string[];
            DeviceGroup: string[];
            DoorGroup: string[];
            ElevatorGroup: string[];
            GraphicMapGroup: string[];
            UserGroup: string[];
            ZoneType: string[];
        };
        LevelIn: {
            access_level_items?: components["schemas"]["ItemIn"][] | {
                [key: string]: components["schemas"]["ItemIn"];
            } | components["schemas"]["ItemIn"] | "" | null;
            description?: string | number | null;
            name?: string | number | null;
        };
        LevelListBody: {
            Permlist?: components["schemas"]["ListQuestion"];
        };
        LevelMade: {
            AccessLevel: components["schemas"]["NamedRef"];
            DeviceResponse: components["schemas"]["DeviceOutcomes"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        LevelModules: {
            AccessControl: components["schemas"]["ModuleRights"];
            Dashboard: components["schemas"]["ModuleRights"];
            Device: components["schemas"]["ModuleRights"];
            Door: components["schemas"]["ModuleRights"];
            Elevator: components["schemas"]["ModuleRights"];
            Monitoring: components["schemas"]["ModuleRights"];
            Report: components["schemas"]["ModuleRights"];
            Setting: components["schemas"]["ModuleRights"];
            TA: components["schemas"]["ModuleRights"];
            User: components["schemas"]["ModuleRights"];
            Video: components["schemas"]["ModuleRights"];
            Visitor: components["schemas"]["ModuleRights"];
            Zone: components["schemas"]["ModuleRights"];
        };
        LevelOut: {
            access_level_items: components["schemas"]["ItemOut"][];
            description: string;
            id: string;
            name: string;
        };
        LevelRef: {
            description: string;
            id: string;
            name?: string;
        };
        LevelsDeleted: {
            PermissionCollection?: components["schemas"]["Listing_ItemOutcome_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        "Licence-Input": {
            /** @default true */
            activated: boolean | string | number;
            /**
             * @default {
             *       "CLOUD": "false",
             *       "ELEVATOR": "false",
             *       "GRAPHICMAP": "false",
             *       "MOBILE_CARD": "false",
             *       "SERVER_MATCHING": "false",
             *       "ZONE": "false"
             *     }
             */
            available: components["schemas"]["Available-Input"];
            /** @default ostiary */
            name: string | number;
            /** @default 6 */
            product_type: number | string;
        };
        "Licence-Output": {
            /**
             * @default true
             * @enum {string}
             */
            activated: "true" | "false";
            /**
             * @default {
             *       "CLOUD": "false",
             *       "ELEVATOR": "false",
             *       "GRAPHICMAP": "false",
             *       "MOBILE_CARD": "false",
             *       "SERVER_MATCHING": "false",
             *       "ZONE": "false"
             *     }
             */
            available: components["schemas"]["Available-Output"];
            /** @default ostiary */
            name: string;
            /** @default 6 */
            product_type: string;
        };
        ListQuestion: {
            limit?: number | string | null;
            offset?: number | string | null;
            /** @default  */
            search: string | number;
        };
        Listing_BulkRow_: {
            rows: components["schemas"]["BulkRow"][];
        };
        Listing_CardMade_: {
            rows: components["schemas"]["CardMade"][];
        };
        Listing_EventOut_: {
            rows: components["schemas"]["ostiary__api__biostar__wire__event__EventOut"][];
        };
        Listing_ItemOutcome_: {
            rows: components["schemas"]["ItemOutcome"][];
        };
        Listing_NewDeviceIn_: {
            rows: components["schemas"]["NewDeviceIn"][] | {
                [key: string]: components["schemas"]["NewDeviceIn"];
            } | components["schemas"]["NewDeviceIn"] | "";
        };
        "Listing_Ref_-Input": {
            rows: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "";
        };
        "Listing_Ref_-Output": {
            rows: components["schemas"]["Ref-Output"][];
        };
        "Log-Input": {
            /** @default  */
            cron: string | number;
            /** @default 0 */
            log_retain_days: number | string;
            /** @default  */
            path: string | number;
        };
        "Log-Output": {
            /** @default  */
            cron: string;
            /** @default 0 */
            log_retain_days: string;
            /** @default  */
            path: string;
        };
        "LogFilter-Input": {
            /** @default none */
            DBG: string | number;
            /** @default info */
            NET: string | number;
            /** @default none */
            SQL: string | number;
            /** @default info */
            SYS: string | number;
            /** @default info */
            WEB: string | number;
            /** @default none */
            WSS: string | number;
        };
        "LogFilter-Output": {
            /** @default none */
            DBG: string;
            /** @default info */
            NET: string;
            /** @default none */
            SQL: string;
            /** @default info */
            SYS: string;
            /** @default info */
            WEB: string;
            /** @default none */
            WSS: string;
        };
        "LogLevel-Input": {
            /** @default true */
            enable: boolean | string | number;
            /**
             * @default {
             *       "DBG": "none",
             *       "NET": "info",
             *       "SQL": "none",
             *       "SYS": "info",
             *       "WEB": "info",
             *       "WSS": "none"
             *     }
             */
            filter: components["schemas"]["LogFilter-Input"];
            /** @default info */
            level: string | number;
            /** @default 0 */
            log_retain_days: number | string;
        };
        "LogLevel-Output": {
            /**
             * @default true
             * @enum {string}
             */
            enable: "true" | "false";
            /**
             * @default {
             *       "DBG": "none",
             *       "NET": "info",
             *       "SQL": "none",
             *       "SYS": "info",
             *       "WEB": "info",
             *       "WSS": "none"
             *     }
             */
            filter: components["schemas"]["LogFilter-Output"];
            /** @default info */
            level: string;
            /** @default 0 */
            log_retain_days: string;
        };
        LoggedIn: {
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            User: components["schemas"]["OperatorOut"];
            version: components["schemas"]["ostiary__api__biostar__authorization__Version"];
        };
        LoginBody: {
            User: components["schemas"]["Credentials"];
        };
        MarkOut: {
            digest: string;
            line: number;
        };
        MatchingBody: {
            BioStar: components["schemas"]["MatchingIn"];
        };
        MatchingIn: {
            server_matching: components["schemas"]["ServerMatching-Input"];
        };
        MeOut: {
            id: string;
            level: components["schemas"]["Named-Output"];
            login_id: string | null;
            must_change_password: boolean;
            name: string;
            photo: boolean;
            preferences: components["schemas"]["Preferences"];
            rights: {
                [key: string]: "none" | "read" | "write";
            };
            scope: components["schemas"]["ScopeOut"];
        };
        MemberList: {
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            UserCollection: components["schemas"]["Collection_UserRef_"];
        };
        /** @enum {integer} */
        Method: 1 | 3 | 4 | 5;
        "Mobile-Input": {
            /** @default  */
            email: string | number;
            /** @default 0 */
            mc_port: number | string;
            /** @default  */
            mc_server_addr: string | number;
            /** @default  */
            password: string | number;
            /** @default  */
            site_type: string | number;
            /** @default 0 */
            siteid: number | string;
            /** @default false */
            use_mobile_credential: boolean | string | number;
        };
        "Mobile-Output": {
            /** @default  */
            email: string;
            /** @default 0 */
            mc_port: string;
            /** @default  */
            mc_server_addr: string;
            /** @default  */
            password: string;
            /** @default  */
            site_type: string;
            /** @default 0 */
            siteid: string;
            /**
             * @default 0
             * @enum {string}
             */
            use_mobile_credential: "1" | "0";
        };
        ModeIn: {
            /** @default false */
            exclude: boolean | string | number;
            operation_method: number | string;
            operation_mode: number | string;
        };
        /** @enum {string} */
        Module: "Dashboard" | "User" | "Device" | "Door" | "Elevator" | "Zone" | "AccessControl" | "Monitoring" | "TA" | "Setting" | "Video" | "Visitor" | "Report";
        ModuleRights: {
            /** @enum {string} */
            read: "true" | "false";
            /** @enum {string} */
            write: "true" | "false";
        };
        ModulesIn: {
            AccessControl?: components["schemas"]["RightsIn"] | null;
            Dashboard?: components["schemas"]["RightsIn"] | null;
            Device?: components["schemas"]["RightsIn"] | null;
            Door?: components["schemas"]["RightsIn"] | null;
            Elevator?: components["schemas"]["RightsIn"] | null;
            Monitoring?: components["schemas"]["RightsIn"] | null;
            Report?: components["schemas"]["RightsIn"] | null;
            Setting?: components["schemas"]["RightsIn"] | null;
            TA?: components["schemas"]["RightsIn"] | null;
            User?: components["schemas"]["RightsIn"] | null;
            Video?: components["schemas"]["RightsIn"] | null;
            Visitor?: components["schemas"]["RightsIn"] | null;
            Zone?: components["schemas"]["RightsIn"] | null;
        };
        "Named-Input": {
            rows: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "";
        };
        "Named-Output": {
            id: number;
            name: string;
        };
        NamedRef: {
            id: string;
            name?: string;
        };
        NamedRefPlain: {
            id: number;
            name?: string;
        };
        Network: {
            DeviceCollection: components["schemas"]["ostiary__api__biostar__wire__envelope__Collection_DeviceOut___2"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        NetworkSettings: {
            device_type_id: components["schemas"]["NamedRef"];
            id: string;
            lan?: components["schemas"]["LanOut"];
        };
        NetworkSettingsAnswer: {
            Device: components["schemas"]["NetworkSettings"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        NewAccessGroupBody: {
            AccessGroup: components["schemas"]["NewAccessGroupIn"];
        };
        NewAccessGroupIn: {
            access_levels?: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "" | null;
            delete_users?: components["schemas"]["UserRef-Input"][] | {
                [key: string]: components["schemas"]["UserRef-Input"];
            } | components["schemas"]["UserRef-Input"] | "";
            description?: string | number | null;
            floor_levels?: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "" | null;
            name: string | number | null;
            new_users?: components["schemas"]["UserRef-Input"][] | {
                [key: string]: components["schemas"]["UserRef-Input"];
            } | components["schemas"]["UserRef-Input"] | "";
            user_group?: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "" | null;
            user_groups?: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "" | null;
            users?: components["schemas"]["UserRef-Input"][] | {
                [key: string]: components["schemas"]["UserRef-Input"];
            } | components["schemas"]["UserRef-Input"] | "" | null;
        };
        NewCardIn: {
            card_id: string | number | null;
            card_type?: components["schemas"]["CardTypeIn"] | null;
            display_card_id?: string | number | null;
            expiry_datetime?: string | null;
            id?: number | string | null;
            isDepartment?: boolean | string | number | null;
            isTitle?: boolean | string | number | null;
            isUserPhoto?: boolean | string | number | null;
            start_datetime?: string | null;
            wiegand_format_id?: components["schemas"]["Ref-Input"] | null;
        } | number | string;
        NewDeviceBody: {
            Device?: components["schemas"]["NewDeviceIn"] | null;
            DeviceCollection?: components["schemas"]["Listing_NewDeviceIn_"] | null;
        } | unknown | unknown;
        NewDeviceIn: {
            authentication?: components["schemas"]["DeviceAuthentication"] | null;
            authmode?: components["schemas"]["DeviceAuthmode"] | null;
            barcode?: components["schemas"]["DeviceBarcode"] | null;
            capability?: components["schemas"]["DeviceCapability"] | null;
            card?: components["schemas"]["DeviceCard"] | null;
            card_supported_from_device?: components["schemas"]["DeviceCardSupportedFromDevice"] | null;
            device_group_id?: components["schemas"]["Ref-Input"] | null;
            device_type_id?: components["schemas"]["Ref-Input"] | null;
            display?: components["schemas"]["DeviceDisplay"] | null;
            dst1?: number | string | null;
            dst2?: number | string | null;
            event_filter?: components["schemas"]["DeviceEventFilter"] | null;
            face?: components["schemas"]["DeviceFace"] | null;
            fingerprint?: components["schemas"]["DeviceFingerprint"] | null;
            id: number | string;
            imageLogEventInfo?: components["schemas"]["DeviceImagelogeventinfo"] | null;
            input?: components["schemas"]["DeviceInput"] | null;
            /** @default false */
            isDisabled: boolean | string | number;
            lan?: components["schemas"]["DeviceLan"] | null;
            name: string | number;
            output_signals?: components["schemas"]["DeviceOutputSignals"][] | {
                [key: string]: components["schemas"]["DeviceOutputSignals"];
            } | components["schemas"]["DeviceOutputSignals"] | "" | null;
            parent_device_id?: components["schemas"]["Ref-Input"] | null;
            pktversion?: number | string | null;
            print_status?: number | string | null;
            rs485?: components["schemas"]["DeviceRs485"] | null;
            rtsp?: components["schemas"]["DeviceRtsp"] | null;
            support_occupancy?: boolean | string | number | null;
            system?: components["schemas"]["DeviceSystem"] | null;
            thermal_camera_config?: components["schemas"]["DeviceThermalCameraConfig"] | null;
            thermal_config?: components["schemas"]["DeviceThermalConfig"] | null;
            tna?: components["schemas"]["DeviceTna"] | null;
            trigger_actions?: components["schemas"]["DeviceTriggerActions"][] | {
                [key: string]: components["schemas"]["DeviceTriggerActions"];
            } | components["schemas"]["DeviceTriggerActions"] | "" | null;
            usb?: components["schemas"]["DeviceUsb"] | null;
            use_image_log?: boolean | string | number | null;
            voip?: components["schemas"]["DeviceVoip"] | null;
            wiegand?: components["schemas"]["DeviceWiegand"] | null;
            wiegand_io?: components["schemas"]["DeviceWiegandIo"] | null;
            wlan?: components["schemas"]["DeviceWlan"] | null;
        };
        NewDoorBody: {
            Door: components["schemas"]["NewDoorIn"];
        };
        NewDoorIn: {
            antipassback?: components["schemas"]["AntipassbackIn"] | null;
            description?: string | number | null;
            door_group_id?: components["schemas"]["Ref-Input"] | null;
            dual_authentication?: components["schemas"]["DualIn"] | null;
            entry_device_id?: components["schemas"]["Ref-Input"] | null;
            exit_button_input_id?: components["schemas"]["ContactIn"] | null;
            exit_device_id?: components["schemas"]["Ref-Input"] | null;
            extended_open?: components["schemas"]["ExtendedIn"] | null;
            name: string | number | null;
            open_duration?: number | string | null;
            open_once?: boolean | string | number | null;
            open_timeout?: number | string | null;
            relay_output_id?: components["schemas"]["RelayIn"] | null;
            sensor_input_id?: components["schemas"]["ContactIn"] | null;
            timed_antipassback?: components["schemas"]["TimedIn"] | null;
            trigger_actions?: components["schemas"]["ActionIn"][] | {
                [key: string]: components["schemas"]["ActionIn"];
            } | components["schemas"]["ActionIn"] | "" | null;
            unconditional_lock?: boolean | string | number | null;
        };
        NewGroupIn: {
            name: string | number | null;
            parent_id: components["schemas"]["Ref-Input"] | null;
        };
        NewHolidayGroupBody: {
            HolidayGroup: components["schemas"]["NewHolidayGroupIn"];
        };
        NewHolidayGroupIn: {
            description?: string | number | null;
            holidays?: components["schemas"]["ostiary__api__biostar__holiday_groups__HolidayIn"][] | {
                [key: string]: components["schemas"]["ostiary__api__biostar__holiday_groups__HolidayIn"];
            } | components["schemas"]["ostiary__api__biostar__holiday_groups__HolidayIn"] | "" | null;
            name: string | number | null;
        };
        NewLevelBody: {
            AccessLevel: components["schemas"]["NewLevelIn"];
        };
        NewLevelIn: {
            access_level_items?: components["schemas"]["ItemIn"][] | {
                [key: string]: components["schemas"]["ItemIn"];
            } | components["schemas"]["ItemIn"] | "" | null;
            description?: string | number | null;
            name: string | number | null;
        };
        NewPermissionBody: {
            Permission: components["schemas"]["NewPermissionIn"];
        };
        NewPermissionIn: {
            description?: string | number | null;
            /** @default {} */
            filter: components["schemas"]["FilterIn"];
            /** @default {} */
            module: components["schemas"]["ModulesIn"];
            name: string | number | null;
            operators?: components["schemas"]["UserRef-Input"][] | {
                [key: string]: components["schemas"]["UserRef-Input"];
            } | components["schemas"]["UserRef-Input"] | "" | null;
        };
        NewPreferenceBody: {
            Preference: components["schemas"]["NewPreferenceIn"];
        };
        NewPreferenceIn: {
            date_format?: string | number | null;
            depend_on_os?: boolean | string | number | null;
            dst1?: number | string | null;
            dst2?: number | string | null;
            language?: string | number | null;
            time_format?: string | number | null;
            time_long_term_format?: string | number | null;
            time_zone?: string | number | null;
            user_id: components["schemas"]["UserRef-Input"] | null;
        };
        NewScheduleBody: {
            Schedule: components["schemas"]["NewScheduleIn"];
        };
        NewScheduleIn: {
            daily_schedules?: components["schemas"]["DayIn"][] | {
                [key: string]: components["schemas"]["DayIn"];
            } | components["schemas"]["DayIn"] | "" | null;
            days_of_iteration?: number | string | null;
            description?: string | number | null;
            holiday_schedules?: components["schemas"]["HolidaySlotsIn"][] | {
                [key: string]: components["schemas"]["HolidaySlotsIn"];
            } | components["schemas"]["HolidaySlotsIn"] | "" | null;
            name: string | number | null;
            start_date?: string | null;
            use_daily_iteration?: boolean | string | number | null;
        };
        NewSignalBody: {
            OutputSignal: components["schemas"]["NewSignalIn"];
        };
        NewSignalIn: {
            count?: number | string | null;
            delay?: number | string | null;
            name: string | number | null;
            off_duration?: number | string | null;
            on_duration?: number | string | null;
        };
        NewUserGroupBody: {
            UserGroup: components["schemas"]["NewUserGroupIn"];
        };
        NewUserGroupIn: {
            name: string | number | null;
            parent_id: components["schemas"]["Ref-Input"] | null;
        };
        NewUserIn: {
            access_groups?: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "" | null;
            birthday?: string | null;
            cards?: components["schemas"]["CardIn"][] | {
                [key: string]: components["schemas"]["CardIn"];
            } | components["schemas"]["CardIn"] | "" | null;
            credentials?: components["schemas"]["CredentialsIn"] | null;
            department?: string | number | null;
            disabled?: boolean | string | number | null;
            email?: string | number | null;
            expiry_datetime: string | null;
            fingerprint_templates?: components["schemas"]["ostiary__api__biostar__wire__user_in__FingerIn"][] | {
                [key: string]: components["schemas"]["ostiary__api__biostar__wire__user_in__FingerIn"];
            } | components["schemas"]["ostiary__api__biostar__wire__user_in__FingerIn"] | "" | null;
            gender?: string | number | null;
            isExludeSyncADUser?: boolean | string | number | null;
            login_id?: string | number | null;
            name?: string | number | null;
            password?: string | number | null;
            permission?: components["schemas"]["Ref-Input"] | null;
            phone?: string | number | null;
            photo?: string | null;
            pin?: string | number | null;
            private_operation_modes?: components["schemas"]["ModeIn"][] | {
                [key: string]: components["schemas"]["ModeIn"];
            } | components["schemas"]["ModeIn"] | "" | null;
            security_level?: number | string | null;
            start_datetime: string | null;
            title?: string | number | null;
            user_custom_fields?: components["schemas"]["ValueIn"][] | {
                [key: string]: components["schemas"]["ValueIn"];
            } | components["schemas"]["ValueIn"] | "" | null;
            user_group_id: components["schemas"]["Ref-Input"] | null;
            user_id: string | number | null;
            user_ip?: string | number | null;
            user_title?: string | number | null;
        };
        NewUsersBody: {
            User?: components["schemas"]["NewUserIn"] | null;
            UserCollection?: components["schemas"]["NewUsersIn"] | null;
        } | unknown | unknown;
        NewUsersIn: {
            rows: components["schemas"]["NewUserIn"][] | {
                [key: string]: components["schemas"]["NewUserIn"];
            } | components["schemas"]["NewUserIn"] | "";
        };
        NextUserId: {
            user_id: string;
        };
        NextUserIdAnswer: {
            /**
             * @default {
             *       "code": "0"
             *     }
             */
            Response: components["schemas"]["OutcomeBare"];
            User: components["schemas"]["NextUserId"];
        };
        NoticeOut: {
            id: string;
            /** @enum {string} */
            topic: "door" | "device" | "job" | "alert" | "event";
            value: components["schemas"]["ostiary__api__native__site__DoorOut"] | components["schemas"]["ostiary__api__native__site__DeviceOut"] | components["schemas"]["JobOut"] | components["schemas"]["AlertsOut"] | components["schemas"]["ostiary__api__native__event_rows__EventOut"] | null;
        };
        Occurrence: {
            name: string;
        };
        OneBody: {
            Device: components["schemas"]["Ref-Input"];
        };
        OpenerOut: {
            group: components["schemas"]["Named-Output"] | null;
            id: string;
            level: components["schemas"]["Named-Output"] | null;
            name: string;
            schedule: components["schemas"]["Named-Output"] | null;
        };
        OpenersOut: {
            /** Format: date-time */
            asked_at: string;
            /** Format: date-time */
            at: string;
            basis: string;
            door: components["schemas"]["Named-Output"];
            items: components["schemas"]["OpenerOut"][];
            next_cursor: string | null;
            refusal: string | null;
            total: number;
        };
        OpeningOut: {
            always: boolean;
            door: components["schemas"]["Named-Output"];
            event: components["schemas"]["ostiary__api__native__decisions__EventCode"] | null;
            granted: boolean;
            hours: string;
            reason: string;
            sentence: string;
            steps: components["schemas"]["Step"][];
            today: components["schemas"]["TodayOut"];
            week: components["schemas"]["WeekdayOut"][] | null;
            week_sentence: string | null;
        };
        OperatorOut: {
            access_groups: components["schemas"]["NamedRef"][];
            /** Format: date-time */
            birthday?: string;
            card_count: string;
            department?: string;
            /** @enum {string} */
            disabled: "true" | "false";
            display_count: string;
            display_duration: string;
            email?: string;
            /** @enum {string} */
            expired: "true" | "false";
            /** Format: date-time */
            expiry_datetime: string;
            face_count: string;
            /** @enum {string} */
            fingerprint_login: "true" | "false";
            fingerprint_template_count: string;
            gender: string;
            idx_email: string;
            idx_last_modified: string;
            idx_name: string;
            idx_phone: string;
            idx_user_id: string;
            idx_user_id_num: string;
            /** @enum {string} */
            inherited: "true" | "false";
            last_modified: string;
            login_id?: string;
            mobile_count: string;
            name: string;
            /** @enum {string} */
            need_to_update_pw: "true" | "false";
            /** @enum {string} */
            password_exists: "true" | "false";
            permission?: components["schemas"]["PermissionOut"];
            phone?: string;
            photo?: string;
            /** @enum {string} */
            photo_exists: "true" | "false";
            /** @enum {string} */
            pin_exists: "true" | "false";
            qr_count: string;
            security_level: string;
            /** Format: date-time */
            start_datetime: string;
            updated_count: string;
            user_group_id: components["schemas"]["NamedRef"];
            user_id: string;
            user_ip?: string;
            user_title?: string;
            visual_face_count: string;
        };
        OtherDevice: {
            device_type_id: components["schemas"]["NamedRef"];
            id: string;
            name?: string;
        };
        Outcome: {
            /** @default 0 */
            code: string;
            /** @default https://support.supremainc.com/en/support/home */
            link: string;
            /** @default Success */
            message: string;
        };
        OutcomeBare: {
            /** @default 0 */
            code: string;
        };
        OutcomePlain: {
            /** @default web */
            by: string;
            /** @default 0 */
            code: string;
            /** @default https://support.supremainc.com/en/support/home */
            link: string;
            /** @default success */
            message: string;
        };
        OwnMode: {
            code: number;
            excluded: boolean;
            first: string;
            name: string;
        };
        /** @enum {string} */
        Part: "person" | "credentials" | "access_groups" | "access_levels" | "wiring" | "lock" | "reader";
        PeriodOut: {
            /** Format: date-time */
            expiry: string;
            /** Format: date-time */
            start: string;
        };
        PermissionBody: {
            Permission: components["schemas"]["PermissionIn"];
        };
        PermissionIn: {
            description?: string | number | null;
            /** @default {} */
            filter: components["schemas"]["FilterIn"];
            /** @default {} */
            module: components["schemas"]["ModulesIn"];
            name?: string | number | null;
            operators?: components["schemas"]["UserRef-Input"][] | {
                [key: string]: components["schemas"]["UserRef-Input"];
            } | components["schemas"]["UserRef-Input"] | "" | null;
        };
        PermissionList: {
            PermissionCollection: components["schemas"]["Collection_PermissionRow_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        PermissionMade: {
            Permission: components["schemas"]["NamedRef"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        PermissionOut: {
            description: string;
            filter: components["schemas"]["LevelFilter"];
            id: string;
            module: components["schemas"]["LevelModules"];
            name: string;
        };
        PermissionRow: {
            description: string;
            filter: components["schemas"]["LevelFilter"];
            id: string;
            module: components["schemas"]["LevelModules"];
            name: string;
            operators: components["schemas"]["UserRef-Output"][];
        };
        Person: {
            id: string;
            name: string;
        };
        Place: {
            device_port: number | string;
            ip: string | number;
        };
        Placed: {
            lan: components["schemas"]["Place"];
        };
        Placement: {
            id: number | string;
            lan: components["schemas"]["LanIn"];
        } | number | string;
        PreferenceAnswer: {
            Preference: components["schemas"]["PreferenceOut"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        PreferenceBody: {
            Preference: components["schemas"]["PreferenceIn"];
        };
        PreferenceId: {
            id: string;
        };
        PreferenceIn: {
            date_format?: string | number | null;
            depend_on_os?: boolean | string | number | null;
            dst1?: number | string | null;
            dst2?: number | string | null;
            language?: string | number | null;
            time_format?: string | number | null;
            time_long_term_format?: string | number | null;
            time_zone?: string | number | null;
            user_id?: components["schemas"]["UserRef-Input"] | null;
        };
        PreferenceMade: {
            Preference: components["schemas"]["PreferenceId"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        PreferenceOut: {
            date_format: string;
            /** @enum {string} */
            depend_on_os: "true" | "false";
            dst1: string;
            dst2: string;
            id: string;
            language: string;
            time_format: string;
            time_long_term_format: string;
            time_zone: string;
            user_id: components["schemas"]["UserRef-Output"];
        };
        Preferences: {
            /** @default {} */
            columns: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            date_format?: string | null;
            language?: string | null;
            /** @default {} */
            tabs: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /**
             * @default system
             * @enum {string}
             */
            theme: "system" | "light" | "dark" | "high-contrast";
            time_format?: string | null;
            time_long_format?: string | null;
        };
        PresentIn: {
            card?: string | null;
            face?: components["schemas"]["ostiary__api__native__simulated__FaceIn"] | null;
            finger?: components["schemas"]["ostiary__api__native__simulated__FingerIn"] | null;
            id?: string | null;
            mask?: boolean | null;
            pin?: string | null;
            temperature?: number | null;
        };
        PresentOut: {
            event: components["schemas"]["ostiary__api__native__decisions__EventCode"] | null;
            reason: string;
            user_id: string | null;
            /** @enum {string} */
            verdict: "granted" | "denied" | "captured" | "ignored";
        };
        Pressed: {
            pressed: boolean;
        };
        Problem: {
            code?: number | null;
            detail?: string | null;
            field?: string | null;
            status: number;
            title: string;
            type: string;
        };
        QueryCondition: {
            column: string | number;
            /** @default 0 */
            operator: number | string;
            values?: unknown[] | {
                [key: string]: unknown;
            } | unknown | "";
        };
        QueryOrder: {
            column: string | number;
            /** @default false */
            descending: boolean | string | number;
        };
        Question: {
            conditions?: components["schemas"]["QueryCondition"][] | {
                [key: string]: components["schemas"]["QueryCondition"];
            } | components["schemas"]["QueryCondition"] | "";
            limit?: number | string | null;
            offset?: number | string | null;
            orders?: components["schemas"]["QueryOrder"][] | {
                [key: string]: components["schemas"]["QueryOrder"];
            } | components["schemas"]["QueryOrder"] | "";
        };
        Reason: {
            code: string;
            /** @default https://support.supremainc.com/en/support/home */
            link: string;
            message: string;
        };
        ReasonPlain: {
            /** @default web */
            by: string;
            code: string;
            /** @default https://support.supremainc.com/en/support/home */
            link: string;
            message: string;
        };
        "Ref-Input": {
            id: number | string;
        } | number | string;
        "Ref-Output": {
            id: string;
        };
        RefPlain: {
            id: number;
        };
        Refusal: {
            Response: components["schemas"]["Reason"];
        };
        RefusalOut: {
            event: components["schemas"]["ostiary__api__native__decisions__EventCode"] | null;
            reason: string;
        };
        RefusalPlain: {
            Response: components["schemas"]["ReasonPlain"];
        };
        RefusedOut: {
            code: number;
            given_up: boolean;
            key: string;
            reason: string;
        };
        RelayIn: {
            device_id?: components["schemas"]["Ref-Input"] | null;
            relay_index?: number | string | null;
        };
        RelayOut: {
            device_id: components["schemas"]["DeviceInDoor"];
            relay_index: string;
        };
        RelayPlain: {
            device_id: components["schemas"]["DeviceInDoorPlain"];
            relay_index: number;
        };
        ResetOut: {
            /** @constant */
            reset: true;
        };
        Resource: {
            data: string;
            /** @default 0 */
            slot: number | string;
        };
        Resources: {
            rows: components["schemas"]["Resource"][] | {
                [key: string]: components["schemas"]["Resource"];
            } | components["schemas"]["Resource"] | "";
            total?: number | string | null;
            type: number | string;
        };
        RightsIn: {
            read?: boolean | string | number | null;
            write?: boolean | string | number | null;
        };
        Rs485: {
            mode: string;
        };
        ScannedCard: {
            card_id: string;
            card_type: components["schemas"]["ScannedType"];
            display_card_id: string;
            /** @default 0 */
            id: string;
        };
        ScannedFace: {
            /** @default 1 */
            flag: string;
            /** @default 0 */
            index: string;
            raw_image?: string;
            template_ex_normalized_image?: string;
            templates: components["schemas"]["FaceTemplate"][];
            /**
             * @default false
             * @enum {string}
             */
            useProfile: "true" | "false";
        };
        ScannedFaces: {
            faces: components["schemas"]["ScannedFace"][];
        };
        ScannedFinger: {
            enroll_quality: string;
            raw_image0?: string;
            template0: string;
            template_image0: string;
        };
        ScannedType: {
            id: string;
            mode: string;
            name: string;
            type: string;
        };
        ScheduleAnswer: {
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            Schedule: components["schemas"]["ostiary__api__biostar__schedules__ScheduleOut"];
        };
        ScheduleBody: {
            Schedule?: components["schemas"]["ScheduleIn"];
        };
        ScheduleIn: {
            daily_schedules?: components["schemas"]["DayIn"][] | {
                [key: string]: components["schemas"]["DayIn"];
            } | components["schemas"]["DayIn"] | "" | null;
            days_of_iteration?: number | string | null;
            description?: string | number | null;
            holiday_schedules?: components["schemas"]["HolidaySlotsIn"][] | {
                [key: string]: components["schemas"]["HolidaySlotsIn"];
            } | components["schemas"]["HolidaySlotsIn"] | "" | null;
            name?: string | number | null;
            start_date?: string | null;
            use_daily_iteration?: boolean | string | number | null;
        };
        ScheduleList: {
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            ScheduleCollection: components["schemas"]["Collection_ScheduleOut_"];
        };
        ScheduleMade: {
            DeviceResponse: components["schemas"]["DeviceOutcomes"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            Schedule: components["schemas"]["NamedRef"];
        };
        ScopeOut: {
            everything: boolean;
            limited: components["schemas"]["Kind"][];
            only_oneself: boolean;
        };
        ScreenBody: {
            DeviceCollection: components["schemas"]["Devices"];
            ResourceDataCollection: components["schemas"]["Resources"];
        };
        ScreenOut: {
            last: components["schemas"]["LastOut"] | null;
            scans: ("card" | "finger" | "face") | null;
        };
        "SecureCommunication-Input": {
            /** @default true */
            enable_data_encryption: boolean | string | number;
            /** @default true */
            enable_db_data_encryption: boolean | string | number;
            /** @default false */
            enable_db_encryption: boolean | string | number;
            /** @default true */
            has_encryption_key: boolean | string | number;
            /** @default true */
            has_hash_key: boolean | string | number;
            /** @default true */
            is_random_encryption_key: boolean | string | number;
            /** @default true */
            is_random_hash_key: boolean | string | number;
            /** @default false */
            ischanged_data_encryption: boolean | string | number;
            /** @default false */
            ischanged_db_data_encryption: boolean | string | number;
            /** @default 0 */
            mode: number | string;
            /** @default false */
            use_external_cert: boolean | string | number;
        };
        "SecureCommunication-Output": {
            /**
             * @default true
             * @enum {string}
             */
            enable_data_encryption: "true" | "false";
            /**
             * @default true
             * @enum {string}
             */
            enable_db_data_encryption: "true" | "false";
            /**
             * @default false
             * @enum {string}
             */
            enable_db_encryption: "true" | "false";
            /**
             * @default true
             * @enum {string}
             */
            has_encryption_key: "true" | "false";
            /**
             * @default true
             * @enum {string}
             */
            has_hash_key: "true" | "false";
            /**
             * @default true
             * @enum {string}
             */
            is_random_encryption_key: "true" | "false";
            /**
             * @default true
             * @enum {string}
             */
            is_random_hash_key: "true" | "false";
            /**
             * @default false
             * @enum {string}
             */
            ischanged_data_encryption: "true" | "false";
            /**
             * @default false
             * @enum {string}
             */
            ischanged_db_data_encryption: "true" | "false";
            /** @default 0 */
            mode: string;
            /**
             * @default false
             * @enum {string}
             */
            use_external_cert: "true" | "false";
        };
        SensorOut: {
            /** @enum {string} */
            apb_use_door_sensor: "1" | "0";
            device_id: components["schemas"]["DeviceInDoor"];
            input_index: string;
            /** @enum {string} */
            type: "1" | "0";
        };
        "ServerAddress-Input": {
            /** @default  */
            ip: string | number;
            /** @default  */
            version: string | number;
        };
        "ServerAddress-Output": {
            /** @default  */
            ip: string;
            /** @default  */
            version: string;
        };
        "ServerMatching-Input": {
            /** @default 0 */
            "face-security-level": number | string;
            /** @default false */
            "fast-mode": boolean | string | number;
            /** @default 0 */
            "matching-concurrency-count": number | string;
            /** @default 0 */
            "security-level": number | string;
            /** @default false */
            "use-server-matching": boolean | string | number;
        };
        "ServerMatching-Output": {
            /** @default 0 */
            "face-security-level": string;
            /**
             * @default false
             * @enum {string}
             */
            "fast-mode": "true" | "false";
            /** @default 0 */
            "matching-concurrency-count": string;
            /** @default 0 */
            "security-level": string;
            /**
             * @default false
             * @enum {string}
             */
            "use-server-matching": "true" | "false";
        };
        SignalBody: {
            OutputSignal: components["schemas"]["SignalIn"];
        };
        SignalIn: {
            count?: number | string | null;
            delay?: number | string | null;
            name?: string | number | null;
            off_duration?: number | string | null;
            on_duration?: number | string | null;
        };
        SignalList: {
            OutputSignalCollection: components["schemas"]["Collection_SignalOut_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        SignalMade: {
            OutputSignal: components["schemas"]["NamedRef"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        SignalOut: {
            count: string;
            delay: string;
            id: string;
            name: string;
            off_duration: string;
            on_duration: string;
        };
        SiteOut: {
            alerts: components["schemas"]["AlertsOut"] | null;
            cursor: string;
            devices: components["schemas"]["ostiary__api__native__site__DeviceOut"][];
            doors: components["schemas"]["ostiary__api__native__site__DoorOut"][];
            jobs: components["schemas"]["JobOut"][];
        };
        SlaveFound: {
            device_type_id: components["schemas"]["NamedRef"];
            id: string;
            name?: string;
            parent_device_id: components["schemas"]["Ref-Output"];
        };
        SlaveOut: {
            device_group_id: components["schemas"]["NamedRef"];
            device_type_id: components["schemas"]["NamedRef"];
            id: string;
            name: string;
            parent_device_id: components["schemas"]["OtherDevice"];
            rs485: components["schemas"]["Rs485"];
            status: string;
            version: components["schemas"]["ostiary__api__biostar__devices__Version"];
        };
        SlavesFound: {
            DeviceCollection: components["schemas"]["Collection_SlaveFound_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        SlotIn: {
            end_time: number | string;
            start_time: number | string;
        };
        SlotOut: {
            end_time: string;
            start_time: string;
        };
        StandingOut: {
            device: components["schemas"]["Named-Output"];
            pending: number;
            proven_at: string | null;
            refused: number;
            state: string;
        };
        StateOut: {
            status: string;
        };
        StatusBody: {
            DoorCollection?: components["schemas"]["Named-Input"] | null;
        };
        Step: {
            group: components["schemas"]["Named-Output"] | null;
            holds: boolean;
            level: components["schemas"]["Named-Output"] | null;
            reason: string;
            schedule: components["schemas"]["ostiary__api__native__decisions__ScheduleOut"] | null;
        };
        /** @enum {string} */
        Subject: "access_level" | "access_group" | "floor_level" | "setting" | "permission" | "preference" | "server" | "card_format" | "smartcard" | "trigger" | "event_type" | "custom_field" | "schedule" | "holiday" | "output_signal" | "daylight_saving" | "mobile" | "system" | "user" | "device" | "door" | "elevator" | "zone" | "map";
        SummaryOut: {
            items: components["schemas"]["StandingOut"][];
            next_cursor: string | null;
            oldest_proof_at: string | null;
            refused: number;
            states: {
                [key: string]: number;
            };
        };
        SwitchIn: {
            on: boolean;
        };
        SwitchOut: {
            on: boolean;
        };
        SyncBody: {
            /** @default [] */
            devices: number[];
            /** @default false */
            wipe: boolean;
        };
        Synced: {
            DeviceResponse?: components["schemas"]["DeviceOutcomes"];
            InProgressDeviceCollection?: components["schemas"]["Listing_Ref_-Output"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        "SystemSecurity-Input": {
            /** @default 0 */
            allow_login_failed_count: number | string;
            /** @default 0 */
            allow_login_failed_minutes: number | string;
            /** @default 0 */
            allow_password_change_count: number | string;
            /** @default 0 */
            password_strength: number | string;
            /** @default 0 */
            password_update_cycle: number | string;
            /** @default true */
            use_allow_login_failed: boolean | string | number;
            /** @default false */
            use_allow_password_change: boolean | string | number;
            /** @default true */
            use_allow_simultaneous_connection: boolean | string | number;
            /** @default false */
            use_password_update_cycle: boolean | string | number;
        };
        "SystemSecurity-Output": {
            /** @default 0 */
            allow_login_failed_count: string;
            /** @default 0 */
            allow_login_failed_minutes: string;
            /** @default 0 */
            allow_password_change_count: string;
            /** @default 0 */
            password_strength: string;
            /** @default 0 */
            password_update_cycle: string;
            /**
             * @default true
             * @enum {string}
             */
            use_allow_login_failed: "true" | "false";
            /**
             * @default false
             * @enum {string}
             */
            use_allow_password_change: "true" | "false";
            /**
             * @default true
             * @enum {string}
             */
            use_allow_simultaneous_connection: "true" | "false";
            /**
             * @default false
             * @enum {string}
             */
            use_password_update_cycle: "true" | "false";
        };
        TargetList: {
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            Targetlist: components["schemas"]["Collection_Occurrence_"];
        };
        TargetListBody: {
            Targetlist?: components["schemas"]["ListQuestion"];
        };
        TargetOutcome: {
            code: string;
            id: string;
        };
        TcpSearchBody: {
            Device: components["schemas"]["Placed"];
        };
        TemplateIn: {
            credential_bin_type?: number | string | null;
            template?: string | number | null;
            template_ex?: string | number | null;
        };
        "TimeAttendance-Input": {
            /** @default 0 */
            http_port: number | string;
            /** @default 0 */
            https_port: number | string;
            /** @default 0 */
            ngrok_port: number | string;
            /** @default false */
            use_tna: boolean | string | number;
        };
        "TimeAttendance-Output": {
            /** @default 0 */
            http_port: string;
            /** @default 0 */
            https_port: string;
            /** @default 0 */
            ngrok_port: string;
            /**
             * @default false
             * @enum {string}
             */
            use_tna: "true" | "false";
        };
        TimeZone: {
            half: string;
            hour: string;
            negative: string;
        };
        TimedClearingBody: {
            TimedAntiPassBackConfig: components["schemas"]["ClearingIn"];
        };
        TimedIn: {
            apb_type?: (number | string) | null;
            bypass_groups?: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "" | null;
            device?: (number | string) | null;
            reset_time?: (number | string) | null;
        };
        TimedOut: {
            apb_type: string;
            bypass_groups: components["schemas"]["Ref-Output"][];
            device: string;
            reset_time: string;
        };
        TodayOut: {
            /** Format: date */
            date: string;
            holidays: components["schemas"]["Named-Output"][];
            intervals: components["schemas"]["Interval"][];
        };
        TrailExportBody: {
            /** @default [] */
            addresses: string[];
            /**
             * @default [
             *       "at",
             *       "person",
             *       "level",
             *       "address",
             *       "subject",
             *       "target",
             *       "method",
             *       "content"
             *     ]
             */
            columns: ("at" | "person" | "level" | "address" | "subject" | "target" | "method" | "content" | "id")[];
            headers?: string[] | null;
            /** @default [] */
            methods: components["schemas"]["Method"][];
            /**
             * @default oldest
             * @enum {string}
             */
            order: "newest" | "oldest";
            /** @default [] */
            people: string[];
            since?: string | null;
            /** @default [] */
            subjects: components["schemas"]["Subject"][];
            /** @default [] */
            targets: string[];
            until?: string | null;
            /** @default 0 */
            utc_offset_minutes: number;
        };
        Tree: {
            DoorTreeCollection: components["schemas"]["CollectionPlain_GroupOut_"];
            /**
             * @default {
             *       "by": "web",
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "success"
             *     }
             */
            Response: components["schemas"]["OutcomePlain"];
        };
        TreeBody: {
            collapsed_node_ids?: (number | string)[] | {
                [key: string]: number | string;
            } | (number | string) | "";
            max_recursion_depth?: number | string | null;
            root_id?: number | string | null;
        };
        Type: {
            class: components["schemas"]["Class"];
            code: number;
            description: string;
            name: string;
        };
        TypeList: {
            DeviceTypeCollection: components["schemas"]["Collection_TypeOut_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        TypeOut: {
            /** @enum {string} */
            card: "true" | "false";
            /** @enum {string} */
            face: "true" | "false";
            /** @enum {string} */
            fingerprint: "true" | "false";
            id: string;
            /** @enum {string} */
            keypad: "true" | "false";
            name: string;
            /** @enum {string} */
            volume: "true" | "false";
            /** @enum {string} */
            wifi: "true" | "false";
        };
        UdpPutBody: {
            Device: components["schemas"]["Placement"];
        };
        UdpSearch: {
            /** @default false */
            hide_known_devices: boolean | string | number;
            /** @default 3 */
            timeout: number | string;
            /** @default false */
            with_rs485: boolean | string | number;
        };
        UdpSearchBody: {
            UdpSearchOption?: components["schemas"]["UdpSearch"];
        };
        UpgradeBody: {
            DeviceCollection: components["schemas"]["Listing_Ref_-Input"];
            FirmwareFile: components["schemas"]["FileIn"];
        };
        UserAnswer: {
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            User: components["schemas"]["UserDetailOut"];
        };
        UserBody: {
            User: components["schemas"]["UserIn"];
        };
        UserDetailOut: {
            access_groups: components["schemas"]["NamedRef"][];
            /** Format: date-time */
            birthday?: string;
            card_count: string;
            cards: components["schemas"]["CardOut"][];
            credentials: components["schemas"]["ostiary__api__biostar__wire__user_detail__CredentialsOut"];
            department?: string;
            /** @enum {string} */
            disabled: "true" | "false";
            display_count: string;
            display_duration: string;
            email?: string;
            /** @enum {string} */
            expired: "true" | "false";
            /** Format: date-time */
            expiry_datetime: string;
            face_count: string;
            /** @enum {string} */
            fingerprint_login: "true" | "false";
            fingerprint_template_count: string;
            fingerprint_templates: components["schemas"]["FingerOut"][];
            gender: string;
            idx_email: string;
            idx_last_modified: string;
            idx_name: string;
            idx_phone: string;
            idx_user_id: string;
            idx_user_id_num: string;
            /** @enum {string} */
            inherited: "true" | "false";
            isExludeSyncADUser: string;
            last_modified: string;
            login_id?: string;
            mobile_count: string;
            name: string;
            /** @enum {string} */
            need_to_update_pw: "true" | "false";
            /** @enum {string} */
            password_exists: "true" | "false";
            permission?: components["schemas"]["PermissionOut"];
            phone?: string;
            photo?: string;
            /** @enum {string} */
            photo_exists: "true" | "false";
            /** @enum {string} */
            pin_exists: "true" | "false";
            private_operation_modes: components["schemas"]["ostiary__api__biostar__wire__user_detail__ModeOut"][];
            qr_count: string;
            security_level: string;
            /** Format: date-time */
            start_datetime: string;
            updated_count: string;
            user_custom_fields: components["schemas"]["ValueOut"][];
            user_group_id: components["schemas"]["NamedRef"];
            user_id: string;
            user_ip?: string;
            user_title?: string;
            visual_face_count: string;
        };
        UserGroupBody: {
            UserGroup: components["schemas"]["UserGroupIn"];
        };
        UserGroupIn: {
            name?: string | number | null;
            parent_id?: components["schemas"]["Ref-Input"] | null;
        };
        UserGroupList: {
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            UserGroupCollection: components["schemas"]["Collection_UserGroupOut_"];
        };
        UserGroupListPlain: {
            /**
             * @default {
             *       "by": "web",
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "success"
             *     }
             */
            Response: components["schemas"]["OutcomePlain"];
            UserGroupCollection: components["schemas"]["CollectionPlain_UserGroupPlain_"];
        };
        UserGroupListed: {
            depth: string;
            /** @default  */
            description: string;
            face_count: string;
            id: string;
            /**
             * @default true
             * @enum {string}
             */
            inherited: "true" | "false";
            name: string;
            parent_id?: components["schemas"]["NamedRef"];
            user_count: string;
            user_groups: components["schemas"]["NamedRef"][];
        };
        UserGroupMade: {
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            UserGroup: components["schemas"]["NamedRef"];
        };
        UserGroupPlain: {
            depth: number;
            face_count: number;
            id: number;
            /** @default false */
            inherited: boolean;
            name: string;
            parent_id?: components["schemas"]["NamedRefPlain"];
            user_count: number;
        };
        UserGroupsDeleted: {
            DeviceResponse?: components["schemas"]["DeviceOutcomes"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            UserGroupCollection?: components["schemas"]["Listing_ItemOutcome_"];
        };
        UserIn: {
            access_groups?: components["schemas"]["Ref-Input"][] | {
                [key: string]: components["schemas"]["Ref-Input"];
            } | components["schemas"]["Ref-Input"] | "" | null;
            birthday?: string | null;
            cards?: components["schemas"]["CardIn"][] | {
                [key: string]: components["schemas"]["CardIn"];
            } | components["schemas"]["CardIn"] | "" | null;
            credentials?: components["schemas"]["CredentialsIn"] | null;
            department?: string | number | null;
            disabled?: boolean | string | number | null;
            email?: string | number | null;
            expiry_datetime?: string | null;
            fingerprint_templates?: components["schemas"]["ostiary__api__biostar__wire__user_in__FingerIn"][] | {
                [key: string]: components["schemas"]["ostiary__api__biostar__wire__user_in__FingerIn"];
            } | components["schemas"]["ostiary__api__biostar__wire__user_in__FingerIn"] | "" | null;
            gender?: string | number | null;
            isExludeSyncADUser?: boolean | string | number | null;
            login_id?: string | number | null;
            name?: string | number | null;
            password?: string | number | null;
            permission?: components["schemas"]["Ref-Input"] | null;
            phone?: string | number | null;
            photo?: string | null;
            pin?: string | number | null;
            private_operation_modes?: components["schemas"]["ModeIn"][] | {
                [key: string]: components["schemas"]["ModeIn"];
            } | components["schemas"]["ModeIn"] | "" | null;
            security_level?: number | string | null;
            start_datetime?: string | null;
            title?: string | number | null;
            user_custom_fields?: components["schemas"]["ValueIn"][] | {
                [key: string]: components["schemas"]["ValueIn"];
            } | components["schemas"]["ValueIn"] | "" | null;
            user_group_id?: components["schemas"]["Ref-Input"] | null;
            user_id?: string | number | null;
            user_ip?: string | number | null;
            user_title?: string | number | null;
        };
        UserListBody: {
            Userlist?: components["schemas"]["ListQuestion"];
        };
        UserListPlain: {
            /**
             * @default {
             *       "by": "web",
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "success"
             *     }
             */
            Response: components["schemas"]["OutcomePlain"];
            UserCollection: components["schemas"]["CollectionPlain_UserPlain_"];
        };
        UserOut: {
            access_groups: components["schemas"]["NamedRef"][];
            /** Format: date-time */
            birthday?: string;
            card_count: string;
            department?: string;
            /** @enum {string} */
            disabled: "true" | "false";
            display_count: string;
            display_duration: string;
            email?: string;
            /** @enum {string} */
            expired: "true" | "false";
            /** Format: date-time */
            expiry_datetime: string;
            face_count: string;
            /** @enum {string} */
            fingerprint_login: "true" | "false";
            fingerprint_template_count: string;
            gender: string;
            idx_email: string;
            idx_last_modified: string;
            idx_name: string;
            idx_phone: string;
            idx_user_id: string;
            idx_user_id_num: string;
            /** @enum {string} */
            inherited: "true" | "false";
            last_modified: string;
            login_id?: string;
            mobile_count: string;
            name: string;
            /** @enum {string} */
            need_to_update_pw: "true" | "false";
            /** @enum {string} */
            password_exists: "true" | "false";
            permission?: components["schemas"]["PermissionOut"];
            phone?: string;
            /** @enum {string} */
            photo_exists: "true" | "false";
            /** @enum {string} */
            pin_exists: "true" | "false";
            qr_count: string;
            security_level: string;
            /** Format: date-time */
            start_datetime: string;
            updated_count: string;
            user_group_id: components["schemas"]["NamedRef"];
            user_id: string;
            user_ip?: string;
            user_title?: string;
            visual_face_count: string;
        };
        UserPlain: {
            access_groups: components["schemas"]["NamedRefPlain"][];
            card_count: number;
            department?: string;
            disabled: boolean;
            email?: string;
            expiry_datetime: string;
            face_count: number;
            fingerprint_template_count: number;
            /** @default false */
            have_lock_override: boolean;
            have_pin: boolean;
            last_modified: number;
            login_id?: string;
            mobile_count: number;
            name: string;
            operator_level?: string;
            phone?: string;
            qr_count: number;
            start_datetime: string;
            updated_count: number;
            user_group_id: components["schemas"]["NamedRefPlain"];
            user_id: string;
            user_title?: string;
            visual_face_count: number;
        };
        "UserRef-Input": {
            name?: string | number | null;
            user_id: string | number;
        } | number | string;
        "UserRef-Output": {
            name?: string;
            user_id: string;
        };
        UserSearchBody: {
            Query?: components["schemas"]["Question"];
            limit?: number | string | null;
            offset?: number | string | null;
        };
        UsersBody: {
            UserCollection: components["schemas"]["UsersIn"];
        };
        UsersChanged: {
            DeviceResponse?: components["schemas"]["DeviceOutcomes"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            UserCollection: components["schemas"]["Listing_BulkRow_"];
        };
        UsersDeleted: {
            DeviceResponse: components["schemas"]["DeviceOutcomes"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            UserCollection?: components["schemas"]["Listing_BulkRow_"];
        };
        UsersIn: {
            rows?: components["schemas"]["UserIn"][] | {
                [key: string]: components["schemas"]["UserIn"];
            } | components["schemas"]["UserIn"] | "";
        };
        UsersMade: {
            DeviceResponse?: components["schemas"]["DeviceOutcomes"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            UserCollection: components["schemas"]["Collection_UserRef_"];
        };
        ValueIn: {
            custom_field: components["schemas"]["Ref-Input"];
            /** @default  */
            document: string;
            /** @default  */
            item: string | number;
            /** @default  */
            mimetype: string | number;
        };
        ValueOut: {
            custom_field: components["schemas"]["FieldOut"];
            document?: string;
            item: string;
            mimetype?: string;
            size?: string;
        };
        VerificationOut: {
            broken: components["schemas"]["BreakOut"] | null;
            last: components["schemas"]["MarkOut"] | null;
            lines: number;
            missing: components["schemas"]["MarkOut"] | null;
            older_lines: number;
            whole: boolean;
        };
        VersionPlain: {
            firmware: string;
            product_name: string;
        };
        "Video-Input": {
            /** @default 0 */
            http_port: number | string;
            /** @default 0 */
            https_port: number | string;
            /** @default 0 */
            ngrok_port: number | string;
            /** @default false */
            use_video: boolean | string | number;
        };
        "Video-Output": {
            /** @default 0 */
            http_port: string;
            /** @default 0 */
            https_port: string;
            /** @default 0 */
            ngrok_port: string;
            /**
             * @default false
             * @enum {string}
             */
            use_video: "true" | "false";
        };
        Way: {
            event: components["schemas"]["ostiary__api__native__decisions__EventCode"] | null;
            granted: boolean;
            presented: string[];
            reason: string;
        };
        WeekdayOut: {
            intervals: components["schemas"]["Interval"][];
            /** @enum {string} */
            weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
        };
        WindowOut: {
            items: components["schemas"]["ostiary__api__native__event_rows__EventOut"][];
            offset: number;
            total: number;
            until_id: number;
        };
        ostiary__api__biostar__access_groups__UserGroupOut: {
            depth: string;
            /** @default  */
            description: string;
            face_count: string;
            id: string;
            /**
             * @default true
             * @enum {string}
             */
            inherited: "true" | "false";
            name: string;
            parent_id?: components["schemas"]["NamedRef"];
            user_count: string;
        };
        ostiary__api__biostar__access_levels__LevelList: {
            AccessLevelCollection: components["schemas"]["Collection_LevelOut_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        ostiary__api__biostar__audit__LevelList: {
            Permlist: components["schemas"]["Collection_Occurrence_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        ostiary__api__biostar__audit__UserList: {
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            Userlist: components["schemas"]["Collection_Occurrence_"];
        };
        ostiary__api__biostar__authorization__Version: {
            /** @default 0.1.0 */
            biostarVersion: string;
            /** @default 0.1.0 */
            dbBiostarVersion: string;
            /**
             * @default true
             * @enum {string}
             */
            isMatchVersion: "true" | "false";
            /**
             * @default false
             * @enum {string}
             */
            notiPopupOpen: "true" | "false";
        };
        ostiary__api__biostar__device_groups__GroupBody: {
            DeviceGroup: components["schemas"]["GroupIn"];
        };
        ostiary__api__biostar__device_groups__GroupList: {
            DeviceGroupCollection: components["schemas"]["Collection_GroupOut_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        ostiary__api__biostar__device_groups__GroupListPlain: {
            DeviceGroupCollection: components["schemas"]["CollectionPlain_GroupPlain_"];
            /**
             * @default {
             *       "by": "web",
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "success"
             *     }
             */
            Response: components["schemas"]["OutcomePlain"];
        };
        ostiary__api__biostar__device_groups__GroupMade: {
            DeviceGroup: components["schemas"]["NamedRef"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        ostiary__api__biostar__device_groups__NewGroupBody: {
            DeviceGroup: components["schemas"]["NewGroupIn"];
        };
        ostiary__api__biostar__device_people__CredentialsOut: {
            visualFaces: components["schemas"]["ostiary__api__biostar__device_people__FaceOut"][];
        };
        ostiary__api__biostar__device_people__FaceOut: {
            /** @default 1 */
            flag: string;
            index: string;
            /** @default  */
            template_ex_normalized_image: string;
            templates: components["schemas"]["ostiary__api__biostar__device_people__TemplateOut"][];
        };
        ostiary__api__biostar__device_people__ModeOut: {
            /** @enum {string} */
            exclude: "true" | "false";
            operation_method: string;
            operation_mode: string;
        };
        ostiary__api__biostar__device_people__TemplateOut: {
            credential_bin_type: string;
            template_ex: string;
        };
        ostiary__api__biostar__devices__DeviceOut: {
            device_group_id: components["schemas"]["NamedRef"];
            device_type_id: components["schemas"]["NamedRef"];
            id: string;
            name: string;
            parent_device_id?: components["schemas"]["OtherDevice"];
            slave_devices: components["schemas"]["SlaveOut"][];
            status: string;
            version: components["schemas"]["ostiary__api__biostar__devices__Version"];
        } & {
            [key: string]: unknown;
        };
        ostiary__api__biostar__devices__DevicesBody: {
            DeviceCollection: components["schemas"]["Listing_Ref_-Input"];
        };
        ostiary__api__biostar__devices__Version: {
            firmware: string;
            /** @default  */
            firmware_rev: string;
            hardware: string;
            /** @default  */
            kernel: string;
            /** @default  */
            kernel_rev: string;
            product_name: string;
        };
        ostiary__api__biostar__door_groups__GroupBody: {
            DoorGroup: components["schemas"]["GroupIn"];
        };
        ostiary__api__biostar__door_groups__GroupList: {
            DoorGroupCollection: components["schemas"]["Collection_GroupOut_"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        ostiary__api__biostar__door_groups__GroupListPlain: {
            DoorGroupCollection: components["schemas"]["CollectionPlain_GroupPlain_"];
            /**
             * @default {
             *       "by": "web",
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "success"
             *     }
             */
            Response: components["schemas"]["OutcomePlain"];
        };
        ostiary__api__biostar__door_groups__GroupMade: {
            DoorGroup: components["schemas"]["NamedRef"];
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        ostiary__api__biostar__door_groups__NewGroupBody: {
            DoorGroup: components["schemas"]["NewGroupIn"];
        };
        ostiary__api__biostar__door_tree__DeviceOut: {
            device_type_id: components["schemas"]["NamedRef"];
            id: string;
            name?: string;
        };
        ostiary__api__biostar__door_tree__DoorOut: {
            entry_device_id?: components["schemas"]["ostiary__api__biostar__door_tree__ReaderOut"];
            id: number;
            name: string;
            status: number;
        };
        ostiary__api__biostar__door_tree__GroupOut: {
            children: components["schemas"]["ostiary__api__biostar__door_tree__GroupOut"][];
            depth: number;
            doors: components["schemas"]["ostiary__api__biostar__door_tree__DoorOut"][];
            id: number;
            is_collapsed: boolean;
            name: string;
            parent_id?: components["schemas"]["RefPlain"];
        };
        ostiary__api__biostar__door_tree__ReaderOut: {
            id: number;
            name: string;
            status: number;
        };
        ostiary__api__biostar__doors__DoorOut: {
            antipassback?: components["schemas"]["AntipassbackOut"];
            description: string;
            door_group_id: components["schemas"]["NamedRef"];
            dual_authentication?: components["schemas"]["DualOut"];
            entry_device_id?: components["schemas"]["DeviceInDoor"];
            exit_button_input_id?: components["schemas"]["ButtonOut"];
            exit_device_id?: components["schemas"]["DeviceInDoor"];
            extended_open?: components["schemas"]["ExtendedOut"];
            id: string;
            name: string;
            open_duration: string;
            /** @enum {string} */
            open_once: "true" | "false";
            open_timeout: string;
            relay_output_id?: components["schemas"]["RelayOut"];
            sensor_input_id?: components["schemas"]["SensorOut"];
            status: string;
            timed_antipassback?: components["schemas"]["TimedOut"];
            trigger_actions: components["schemas"]["ActionOut"][];
            /** @enum {string} */
            unconditional_lock: "true" | "false";
        };
        ostiary__api__biostar__events__EventExportBody: {
            Query?: components["schemas"]["ExportQuestion"];
            limit?: number | string | null;
            offset?: number | string | null;
        };
        ostiary__api__biostar__events__EventTypeOut: {
            /** @enum {string} */
            alertable: "true" | "false";
            code: string;
            description: string;
            /** @enum {string} */
            enable_alert: "true" | "false";
            name: string;
        };
        ostiary__api__biostar__firmwares__FileOut: {
            device_type: string;
            filename: string;
            version: string;
        };
        ostiary__api__biostar__holiday_groups__HolidayIn: {
            id?: number | string | null;
            /** @default 0 */
            repeat_interval: number | string;
            start_date: string;
        };
        ostiary__api__biostar__schedules__DayOut: {
            day_index: string;
            time_segments: components["schemas"]["SlotOut"][];
        };
        ostiary__api__biostar__schedules__ScheduleOut: {
            daily_schedules: components["schemas"]["ostiary__api__biostar__schedules__DayOut"][];
            days_of_iteration: string;
            description: string;
            holiday_schedules: components["schemas"]["HolidaySlotsOut"][];
            id: string;
            name: string;
            /** Format: date-time */
            start_date: string;
            /** @enum {string} */
            use_daily_iteration: "true" | "false";
        };
        ostiary__api__biostar__server_settings__Version: {
            /** @default 0.1.0 */
            version: string;
        };
        ostiary__api__biostar__user_groups__SearchIn: {
            user_group_id_list?: (number | string)[] | {
                [key: string]: number | string;
            } | (number | string) | "";
        };
        ostiary__api__biostar__user_groups__UserGroupOut: {
            depth: string;
            /** @default  */
            description: string;
            face_count: string;
            id: string;
            /**
             * @default false
             * @enum {string}
             */
            inherited: "true" | "false";
            name: string;
            parent_id?: components["schemas"]["NamedRef"];
            user_count: string;
            user_groups: components["schemas"]["NamedRef"][];
        };
        ostiary__api__biostar__users__SearchIn: {
            limit?: number | string | null;
            offset?: number | string | null;
            order_by?: string | number | null;
            search_text?: string | number | null;
            user_group_id?: number | string | null;
        };
        ostiary__api__biostar__users__UserList: {
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
            UserCollection: components["schemas"]["Collection_UserOut_"];
        };
        ostiary__api__biostar__wire__commanded__DevicesBody: {
            DeviceCollection: components["schemas"]["Listing_Ref_-Input"];
        };
        ostiary__api__biostar__wire__envelope__Answer: {
            /**
             * @default {
             *       "code": "0",
             *       "link": "https://support.supremainc.com/en/support/home",
             *       "message": "Success"
             *     }
             */
            Response: components["schemas"]["Outcome"];
        };
        ostiary__api__biostar__wire__envelope__Collection_DeviceOut___1: {
            rows: components["schemas"]["ostiary__api__biostar__devices__DeviceOut"][];
            total: string;
        };
        ostiary__api__biostar__wire__envelope__Collection_DeviceOut___2: {
            rows: components["schemas"]["ostiary__api__biostar__door_tree__DeviceOut"][];
            total: string;
        };
        ostiary__api__biostar__wire__event__EventCode: {
            code: string;
        };
        ostiary__api__biostar__wire__event__EventOut: {
            /** Format: date-time */
            datetime: string;
            device_id: components["schemas"]["NamedRef"];
            door_id: components["schemas"]["NamedRef"][];
            event_type_id: components["schemas"]["ostiary__api__biostar__wire__event__EventCode"];
            hint: string;
            id: string;
            image_id?: components["schemas"]["ImageRef"];
            index: string;
            /** @enum {string} */
            is_dst: "1" | "0";
            parameter: string;
            /** Format: date-time */
            server_datetime: string;
            temperature?: string;
            timezone: components["schemas"]["TimeZone"];
            tna_key: string;
            user_group_id?: components["schemas"]["NamedRef"];
            user_id: components["schemas"]["EventUser"];
            user_id_name: string;
            /** @enum {string} */
            user_update_by_device: "true" | "false";
        };
        ostiary__api__biostar__wire__export__FileOut: {
            uri: string;
        };
        ostiary__api__biostar__wire__group__GroupOut: {
            depth: string;
            id: string;
            name: string;
            parent_id?: components["schemas"]["NamedRef"];
        };
        ostiary__api__biostar__wire__user_detail__CredentialsOut: {
            faces: components["schemas"]["ostiary__api__biostar__wire__user_detail__FaceOut"][];
            visualFaces: components["schemas"]["ostiary__api__biostar__wire__user_detail__FaceOut"][];
        };
        ostiary__api__biostar__wire__user_detail__FaceOut: {
            /** @default 1 */
            flag: string;
            index: string;
            raw_image?: string;
            template_ex_normalized_image?: string;
            template_ex_picture?: string;
            templates: components["schemas"]["ostiary__api__biostar__wire__user_detail__TemplateOut"][];
            /**
             * @default false
             * @enum {string}
             */
            useProfile: "true" | "false";
        };
        ostiary__api__biostar__wire__user_detail__ModeOut: {
            /** @enum {string} */
            exclude: "true" | "false";
            operation_method: string;
            operation_mode: string;
        };
        ostiary__api__biostar__wire__user_detail__TemplateOut: {
            credential_bin_type?: string;
            template?: string;
            template_ex?: string;
        };
        ostiary__api__biostar__wire__user_in__FaceIn: {
            flag?: number | string | null;
            index?: number | string | null;
            raw_image?: string | number | null;
            template_ex_normalized_image?: string | number | null;
            template_ex_picture?: string | number | null;
            templates?: components["schemas"]["TemplateIn"][] | {
                [key: string]: components["schemas"]["TemplateIn"];
            } | components["schemas"]["TemplateIn"] | "";
            useProfile?: boolean | string | number | null;
        };
        ostiary__api__biostar__wire__user_in__FingerIn: {
            /** @default false */
            finger_mask: boolean | string | number;
            /** @default  */
            template0: string;
            /** @default  */
            template1: string;
        };
        ostiary__api__native__decisions__Answer: {
            event: components["schemas"]["ostiary__api__native__decisions__EventCode"] | null;
            granted: boolean;
            reason: string;
        };
        ostiary__api__native__decisions__EventCode: {
            code: number;
            name: string;
        };
        ostiary__api__native__decisions__ScheduleOut: {
            hours: string;
            id: number;
            name: string;
        };
        ostiary__api__native__event_rows__EventOut: {
            alert: ("waiting" | "acknowledged" | "ignored") | null;
            /** Format: date-time */
            at: string;
            clock_drift_seconds: number | null;
            credential: string | null;
            device: components["schemas"]["Named-Output"] | null;
            door: components["schemas"]["Named-Output"] | null;
            id: number;
            image: ("at_device" | "stored" | "lost") | null;
            late: boolean;
            parameter: string | null;
            person: components["schemas"]["EventPerson"] | null;
            reason: string | null;
            /** Format: date-time */
            stored_at: string;
            temperature_celsius: number | null;
            type: components["schemas"]["Type"];
            user_group: components["schemas"]["Named-Output"] | null;
            utc_offset_minutes: number;
        };
        ostiary__api__native__event_types__EventTypeOut: {
            alertable: boolean;
            alerts: boolean;
            category: string;
            class: components["schemas"]["Class"];
            code: number;
            description: string;
            name: string;
        };
        ostiary__api__native__explain__DeviceOut: {
            content: components["schemas"]["Content"] | null;
            id: number;
            name: string;
            online: boolean;
        };
        ostiary__api__native__explain__DoorOut: {
            id: number;
            locked_by_operator: boolean;
            name: string;
        };
        ostiary__api__native__explain__ModeOut: {
            code: number;
            name: string;
            open: boolean;
            schedule: components["schemas"]["ostiary__api__native__decisions__ScheduleOut"];
        };
        ostiary__api__native__explain__ReaderOut: {
            full_access: boolean;
            id: number;
            /** Format: date-time */
            local_time: string;
            modes: components["schemas"]["ostiary__api__native__explain__ModeOut"][];
            name: string;
            online: boolean;
            takes: string[];
            timezone: string;
        };
        ostiary__api__native__exports__EventExportBody: {
            /** @default [] */
            classes: components["schemas"]["Class"][];
            /** @default [] */
            codes: number[];
            /**
             * @default [
             *       "at",
             *       "type",
             *       "device",
             *       "door",
             *       "person",
             *       "user_group",
             *       "reason"
             *     ]
             */
            columns: ("at" | "device_id" | "device" | "door" | "type" | "person" | "user_group" | "tna_key" | "id" | "code" | "reason" | "temperature" | "fahrenheit")[];
            /** @default [] */
            devices: number[];
            /** @default [] */
            doors: number[];
            headers?: string[] | null;
            /**
             * @default oldest
             * @enum {string}
             */
            order: "newest" | "oldest";
            /** @default [] */
            people: string[];
            since?: string | null;
            until?: string | null;
            /** @default 0 */
            utc_offset_minutes: number;
        };
        ostiary__api__native__schedules__DayOut: {
            clock_moved_minutes: number;
            cycle_day: number | null;
            /** Format: date */
            date: string;
            holiday: components["schemas"]["Named-Output"] | null;
            hours: string;
            intervals: components["schemas"]["Interval"][];
            length_minutes: number;
            /** @enum {string} */
            weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
            /** @enum {string} */
            why: "weekday" | "cycle" | "holiday" | "before_cycle";
        };
        ostiary__api__native__schedules__HolidayIn: {
            holiday_group_id: number;
            /** @default [] */
            intervals: components["schemas"]["IntervalIn"][];
        };
        ostiary__api__native__simulated__DeviceOut: {
            doors: components["schemas"]["LeafOut"][];
            id: number;
            model: string;
            name: string;
            network: boolean;
            online: boolean;
            parent_id: number | null;
            power: boolean;
            readers: number[];
            screen: components["schemas"]["ScreenOut"] | null;
            takes: ("id" | "card" | "finger" | "face" | "pin")[];
            tamper: boolean;
        };
        ostiary__api__native__simulated__FaceIn: {
            user: string;
        };
        ostiary__api__native__simulated__FingerIn: {
            /** @default 0 */
            index: number;
            /** @default 100 */
            quality: number;
            user: string;
        };
        ostiary__api__native__site__DeviceOut: {
            content: string | null;
            group: components["schemas"]["Named-Output"];
            id: number;
            locked: boolean;
            model: string;
            name: string;
            parent_id: number | null;
            simulated: boolean;
            /** @enum {string} */
            state: "online" | "offline" | "waiting" | "disconnected";
        };
        ostiary__api__native__site__DoorOut: {
            alarms: ("held_open" | "forced_open" | "passback")[];
            device_id: number | null;
            group: components["schemas"]["Named-Output"];
            id: number;
            last_open_at: string | null;
            /** @enum {string} */
            lock: "normal" | "locked" | "unlocked";
            lock_by: ("scheduled" | "emergency" | "operator") | null;
            name: string;
            online: boolean;
            open: boolean | null;
            unlocked: boolean;
        };
    };
    responses: {
        Refusal400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Refusal"];
            };
        };
        Refusal401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Refusal"];
            };
        };
        Refusal403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Refusal"];
            };
        };
        Refusal413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Refusal"];
            };
        };
        Refusal500: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Refusal"];
            };
        };
        Refusal503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Refusal"];
            };
        };
        Refusal507: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Refusal"];
            };
        };
        RefusalPlain400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RefusalPlain"];
            };
        };
        RefusalPlain401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RefusalPlain"];
            };
        };
        RefusalPlain403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RefusalPlain"];
            };
        };
        RefusalPlain413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RefusalPlain"];
            };
        };
        RefusalPlain500: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RefusalPlain"];
            };
        };
        RefusalPlain503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RefusalPlain"];
            };
        };
        RefusalPlain507: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RefusalPlain"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
